package io.tributary.outbox;

/** A tenant's life cycle (SPEC A1). Only {@link #ACTIVE} tenants serve requests. */
public enum TenantStatus {
  PROVISIONING,
  ACTIVE,
  SUSPENDED,
  ARCHIVED;

  /**
   * Whether an operator may take a tenant from this status to that one. PROVISIONING is left by provisioning alone, and
   * ARCHIVED never (S0, delete policies: the data are kept, the tenant does not come back).
   */
  public boolean mayBecome(TenantStatus to) {
    return switch (this) {
      case PROVISIONING, ARCHIVED -> false;
      case ACTIVE -> to == SUSPENDED || to == ARCHIVED;
      case SUSPENDED -> to == ACTIVE || to == ARCHIVED;
    };
  }
}
