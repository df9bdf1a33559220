package io.tributary.outbox;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Flyway, over the tables that all tenants share and over each tenant's own, always within the running transaction: a
 * migration, its history row and what the caller writes come together or not at all.
 */
final class Migrations {
  /** The number of the newest migration under {@code tenant/}. */
  static final int TENANT_VERSION = 1;

  private static final String LOCATION = "classpath:io/tributary/outbox/";
  private static final long GLOBAL_LOCK = 0x7472_6962_7574_6172L;

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final List<String> tenantLocations;
  private final int tenantVersion;

  Migrations(DataSource dataSource) {
    this(dataSource, List.of("tenant"), TENANT_VERSION);
  }

  Migrations(DataSource dataSource, List<String> tenantLocations, int tenantVersion) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    this.tenantLocations = List.copyOf(tenantLocations);
    this.tenantVersion = tenantVersion;
  }

  /** What {@link #tenant} brings a schema to. */
  int tenantVersion() {
    return tenantVersion;
  }

  /** Instances that start at once wait for each other. */
  void global() {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, GLOBAL_LOCK);
    migrate("public", List.of("global"));
  }

  /** The schema must exist, and the caller hold the tenant's row. */
  void tenant(TenantSchema schema) {
    migrate(schema.name(), tenantLocations);
  }

  /** The history table lies in the schema that it tells about. */
  private void migrate(String schema, List<String> locations) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(new EnclosedDataSource(connection))
          .defaultSchema(schema)
          .schemas(schema)
          .createSchemas(false)
          .locations(locations.stream().map(LOCATION::concat).toArray(String[]::new))
          .failOnMissingLocations(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }
}
