package io.tributary.outbox;

/** Brings a database to this build's version. */
final class Upgrade {
  private final Transactions transactions;
  private final Migrations migrations;
  private final TenantRows tenants;
  private final MasterKeyCheck masterKeyCheck;

  Upgrade(Transactions transactions, Migrations migrations, TenantRows tenants, MasterKeyCheck masterKeyCheck) {
    this.transactions = transactions;
    this.migrations = migrations;
    this.tenants = tenants;
    this.masterKeyCheck = masterKeyCheck;
  }

  /** Each tenant's version is kept in its row, so that a start with many tenants doesn't ask them all. */
  void run() {
    transactions.run(migrations::global);
    masterKeyCheck.run();
    for (TenantRow outdated : tenants.outdated(Migrations.TENANT_VERSION)) {
      transactions.run(() -> {
        TenantRow tenant = tenants.lock(outdated.tenant().id());
        migrations.tenant(tenant.schema());
        tenants.schemaVersion(tenant.tenant().id(), Migrations.TENANT_VERSION);
      });
    }
  }
}
