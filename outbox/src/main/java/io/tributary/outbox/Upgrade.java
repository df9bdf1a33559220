package io.tributary.outbox;

/** Brings a database to this build's version. */
final class Upgrade {
  private final Transactions transactions;
  private final Migrations migrations;
  private final TenantRows tenants;

  Upgrade(Transactions transactions, Migrations migrations, TenantRows tenants) {
    this.transactions = transactions;
    this.migrations = migrations;
    this.tenants = tenants;
  }

  /** Each tenant's version is kept in its row, so that a start with many tenants doesn't ask them all. */
  void run() {
    transactions.run(migrations::global);
    for (TenantRow outdated : tenants.outdated(migrations.tenantVersion())) {
      transactions.run(() -> {
        TenantRow tenant = tenants.lock(outdated.tenant().id());
        migrations.tenant(tenant.schema());
        tenants.schemaVersion(tenant.tenant().id(), migrations.tenantVersion());
      });
    }
  }
}
