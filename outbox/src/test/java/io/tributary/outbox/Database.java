package io.tributary.outbox;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.Payloads;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An empty database of its own, on one Postgres for the whole test run. */
final class Database implements AutoCloseable {
  static final MasterKey MASTER_KEY = MasterKey.of(new byte[MasterKey.LENGTH]);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = EmbeddedPostgres.temporary();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
    }
  }

  /** An outbox row, its payload decoded. */
  record Row(String context, long seq, String type, String aggregateId, SpecificRecord event, String traceparent) {}

  final HikariDataSource pool;
  final Payloads payloads = new AvroPayloads(new InMemorySchemaRegistry(), true);
  final JdbcClient jdbc;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
  }

  static Database create() {
    String name = "test_" + COUNT.incrementAndGet();
    try (HikariDataSource server = pool(Server.POSTGRES.database(), 1)) {
      JdbcClient.create(server).sql("create database " + name).update();
    }
    return new Database(pool(name, 10));
  }

  /** An outbox over this database, migrated. */
  Outbox open() {
    Outbox outbox = open(pool);
    outbox.migrate();
    return outbox;
  }

  Outbox open(DataSource dataSource) {
    return Outbox.open(dataSource, payloads, MASTER_KEY);
  }

  /** Connections of their own, named {@code prices}. */
  DataSource dedicated() {
    return new DriverManagerDataSource(
        pool.getJdbcUrl() + (pool.getJdbcUrl().contains("?") ? "&" : "?") + "ApplicationName=prices",
        pool.getUsername(), pool.getPassword());
  }

  List<Row> rows(UUID tenantId) {
    return jdbc.sql("select * from public.outbox where tenant_id = ? order by aggregatetype, tenant_seq")
        .param(tenantId)
        .query((row, n) -> new Row(
            row.getString("aggregatetype"),
            row.getLong("tenant_seq"),
            row.getString("type"),
            row.getString("aggregateid"),
            payloads.decode(row.getBytes("payload")),
            row.getString("traceparent")))
        .list();
  }

  /** Short names of the event types, in their order. */
  List<String> types(UUID tenantId) {
    return rows(tenantId).stream().map(row -> row.type().substring(row.type().lastIndexOf('.') + 1)).toList();
  }

  long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  static NewTenant tenant(String name) {
    String slug = name.toLowerCase(Locale.ROOT);
    return new NewTenant(name, slug + ".example.com", "starter", "jane.doe@" + slug + ".example.com");
  }

  static WriteContext key(String key) {
    return new WriteContext("operator", key, "correlation-1", null);
  }

  @Override
  public void close() {
    pool.close();
  }

  private static HikariDataSource pool(String database, int size) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(Server.POSTGRES.jdbcUrl(database));
    pool.setUsername(Server.POSTGRES.user());
    pool.setPassword(Server.POSTGRES.password());
    pool.setMaximumPoolSize(size);
    return pool;
  }
}
