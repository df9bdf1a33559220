package io.tributary.topologies.kernel;

/** What a context that decides knows of a tenant's status, from {@code directory.events}. */
public enum TenantStanding {
  /**
   * Nothing yet. The tenant is served: the door has checked its status against Postgres, and the directory's event may
   * still be on its way when the first command comes.
   */
  UNKNOWN,
  ACTIVE,
  INACTIVE
}
