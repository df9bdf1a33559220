package io.tributary.api.tenants;

import io.tributary.api.requests.Fields;
import io.tributary.outbox.NewTenant;
import org.jspecify.annotations.Nullable;

/** Bodies of the tenants' endpoints. What a domain, a plan or an address may look like is the write side's rule. */
final class TenantRequests {
  private TenantRequests() {}

  record Register(
      @Nullable String name, @Nullable String domain, @Nullable String plan, @Nullable String adminEmail) {
    NewTenant toTenant() {
      return new NewTenant(
          Fields.text("name", name, 200),
          Fields.text("domain", domain, 253),
          Fields.text("plan", plan, 50),
          Fields.text("adminEmail", adminEmail, 254));
    }
  }

  record ChangeStatus(@Nullable String reason) {
    @Nullable String checkedReason() {
      return Fields.optionalText("reason", reason, 500);
    }
  }
}
