package io.tributary.app.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Metrics;
import io.tributary.app.instance.Secrets;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.credits.CreditsReclaimed;
import io.tributary.outbox.CreditReturns;
import io.tributary.outbox.MasterKey;
import io.tributary.outbox.Outbox;
import io.tributary.outbox.PriceFeed;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import java.time.Duration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What this process writes to PostgreSQL, and follows in it. */
final class Writes {
  private static final int POOL_SIZE = 16;

  private final Servers servers;
  private final Secrets secrets;

  final Step<AvroPayloads> schemas;
  final Step<HikariDataSource> pool;
  final Step<Outbox> outbox;
  final Step<PriceFeed> prices;

  Writes(Startup startup, Servers servers, Step<AvroPayloads> schemas, Secrets secrets) {
    this.servers = servers;
    this.schemas = schemas;
    this.secrets = secrets;
    pool = startup.step("Connection pool", this::openPool, servers.postgres().ready());
    new SlotMeters(pool).bindTo(Metrics.globalRegistry);
    outbox = startup.step("Migrations", this::migrate, pool, schemas);
    startup.step("Tenants", () -> outbox.get().tenants().resumeProvisioning(Duration.ZERO), outbox);
    prices = startup.step("Prices", this::followPrices, outbox);
  }

  /** Adds the step that books into the pools what the ledger takes back from wallets. */
  Step<EventFollower> followReclaims(Startup startup, Step<?>... after) {
    return startup.step("Reclaims", () -> {
      CreditReturns returns = outbox.get().returns();
      return EventFollower.start(
          servers.kafka().address().get(), "tributary-reclaims", Context.CREDITS.events(), "credit.reclaimed",
          schemas.get(), event -> returns.book((CreditsReclaimed) event));
    }, after);
  }

  Database database() {
    return servers.postgres().address().get();
  }

  private HikariDataSource openPool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tributary");
    config.setJdbcUrl(database().jdbcUrl());
    config.setUsername(database().user());
    config.setPassword(database().password());
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMetricRegistry(Metrics.globalRegistry);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    return new HikariDataSource(config);
  }

  private Outbox migrate() {
    Outbox opened = Outbox.open(pool.get(), schemas.get(), MasterKey.of(secrets.master()));
    opened.migrate();
    return opened;
  }

  private PriceFeed followPrices() {
    Database server = database();
    return PriceFeed.start(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));
  }
}
