package io.tributary.outbox;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Flyway, over the tables that all tenants share and over each tenant's own. */
final class Migrations {
  /** The number of the newest migration under {@code tenant/}. */
  static final int TENANT_VERSION = 1;

  private static final String LOCATION = "classpath:io/tributary/outbox/";

  private final DataSource dataSource;

  Migrations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  void global() {
    migrate("public", "global");
  }

  /** The schema must exist. Two instances that do it at once wait for each other on Flyway's own lock. */
  void tenant(TenantSchema schema) {
    migrate(schema.name(), "tenant");
  }

  /** The history table lies in the schema that it tells about. */
  private void migrate(String schema, String location) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(dataSource)
        .defaultSchema(schema)
        .schemas(schema)
        .createSchemas(false)
        .locations(LOCATION + location)
        .failOnMissingLocations(true)
        .cleanDisabled(true)
        .load()
        .migrate();
  }
}
