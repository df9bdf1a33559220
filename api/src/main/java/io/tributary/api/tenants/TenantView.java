package io.tributary.api.tenants;

import io.tributary.outbox.Tenant;
import java.time.Instant;

/** A tenant as it is shown; where its tables lie stays inside. */
record TenantView(
    String id, String name, String domain, String plan, String status, Instant createdAt, Instant updatedAt) {
  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().toString(),
        tenant.name(),
        tenant.domain(),
        tenant.plan(),
        tenant.status().name(),
        tenant.createdAt(),
        tenant.updatedAt());
  }
}
