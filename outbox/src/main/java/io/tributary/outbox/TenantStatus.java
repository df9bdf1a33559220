package io.tributary.outbox;

/** A tenant's life cycle (SPEC A1). Only {@link #ACTIVE} tenants serve requests. */
public enum TenantStatus {
  PROVISIONING,
  ACTIVE,
  SUSPENDED,
  ARCHIVED
}
