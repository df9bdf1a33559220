package io.tributary.outbox;

/** Brings a database to this build's version. */
final class Upgrade {
  private final Migrations migrations;
  private final TenantRows tenants;
  private final MasterKeyCheck masterKeyCheck;

  Upgrade(Migrations migrations, TenantRows tenants, MasterKeyCheck masterKeyCheck) {
    this.migrations = migrations;
    this.tenants = tenants;
    this.masterKeyCheck = masterKeyCheck;
  }

  /** Each tenant's version is kept in its row, so that a start with many tenants doesn't ask them all. */
  void run() {
    migrations.global();
    masterKeyCheck.run();
    for (TenantRow tenant : tenants.outdated(Migrations.TENANT_VERSION)) {
      migrations.tenant(tenant.schema());
      tenants.schemaVersion(tenant.tenant().id(), Migrations.TENANT_VERSION);
    }
  }
}
