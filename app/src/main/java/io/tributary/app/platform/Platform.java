package io.tributary.app.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.api.ApiParts;
import io.tributary.api.ApiServer;
import io.tributary.api.auth.Tokens;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.connectors.EventFollower;
import io.tributary.connectors.OutboxCapture;
import io.tributary.credits.CreditsReclaimed;
import io.tributary.outbox.CreditReturns;
import io.tributary.outbox.MasterKey;
import io.tributary.outbox.Outbox;
import io.tributary.outbox.PriceFeed;
import io.tributary.outbox.SealedField;
import io.tributary.queries.ContextRuntime;
import io.tributary.queries.KafkaLags;
import io.tributary.queries.LocalQueryService;
import io.tributary.queries.PositionTokens;
import io.tributary.queries.RuntimeSettings;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Catalogue;
import io.tributary.schemas.ConfluentSchemaRegistry;
import io.tributary.schemas.Context;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.usage.UsageTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The platform's own parts, and which of them is built on which. */
public final class Platform {
  private static final int POOL_SIZE = 16;
  private static final Duration RUNNING_PATIENCE = Duration.ofMinutes(5);

  private final Servers servers;
  private final PlatformSettings settings;

  final Step<HikariDataSource> pool;
  final Step<AvroPayloads> schemas;
  final Step<Outbox> outbox;
  final Step<ContextRuntime> directory;
  final Step<ContextRuntime> credits;
  final Step<ContextRuntime> usage;
  final Step<ContextRuntime> inventory;
  final Optional<Step<OutboxCapture>> capture;
  final Step<KafkaLags> lags;
  final Step<PriceFeed> prices;
  final Step<EventFollower> reclaims;
  final Step<ApiServer> api;

  /** Adds its steps to a start, after those of the servers. */
  public Platform(Startup startup, Servers servers, PlatformSettings settings) {
    this.servers = servers;
    this.settings = settings;
    Step<?> kafka = servers.kafka().ready();
    schemas = startup.step("Schemas", this::registerSchemas, servers.registry().ready());
    pool = startup.step("Connection pool", this::openPool, servers.postgres().ready());
    outbox = startup.step("Migrations", this::migrate, pool, schemas);
    directory = startup.step("Directory topology", () -> startContext(new DirectoryTopology()), kafka, schemas);
    credits = startup.step("Credits topology", () -> startContext(new CreditsTopology()), kafka, schemas);
    usage = startup.step("Usage topology", () -> startContext(new UsageTopology()), kafka, schemas);
    inventory = startup.step("Inventory topology", () -> startContext(new InventoryTopology()), kafka, schemas);
    capture = settings.capture().map(mode -> startup.step(
        "Change capture",
        () -> Captures.start(database().capture(bootstrapServers()), mode, RUNNING_PATIENCE),
        outbox, directory, credits));
    startup.step("Tenants", () -> outbox.get().tenants().resumeProvisioning(Duration.ZERO), outbox);
    lags = startup.step(
        "Lags", () -> new KafkaLags(contextSettings(), contexts()), directory, credits, usage, inventory);
    prices = startup.step("Prices", this::followPrices, outbox);
    reclaims = startup.step("Reclaims", this::followReclaims, outbox, credits);
    api = startup.step("API", this::startApi, outbox, directory, credits, usage, inventory, lags, prices);
    startup.step("Directory state", () -> awaitRunning(directory.get()), directory);
    startup.step("Credits state", () -> awaitRunning(credits.get()), credits);
    startup.step("Usage state", () -> awaitRunning(usage.get()), usage);
    startup.step("Inventory state", () -> awaitRunning(inventory.get()), inventory);
  }

  public ApiServer api() {
    return api.get();
  }

  List<ContextRuntime> contexts() {
    return List.of(directory.get(), credits.get(), usage.get(), inventory.get());
  }

  private Database database() {
    return servers.postgres().address().get();
  }

  private String bootstrapServers() {
    return servers.kafka().address().get();
  }

  private AvroPayloads registerSchemas() {
    ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(servers.registry().address().get());
    AvroPayloads payloads = new AvroPayloads(registry);
    payloads.registerAll();
    registry.requireFullCompatibility(Catalogue.load().types());
    return payloads;
  }

  private HikariDataSource openPool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tributary");
    config.setJdbcUrl(database().jdbcUrl());
    config.setUsername(database().user());
    config.setPassword(database().password());
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    return new HikariDataSource(config);
  }

  private Outbox migrate() {
    Outbox opened = Outbox.open(pool.get(), schemas.get(), MasterKey.of(settings.secrets().master()));
    opened.migrate();
    return opened;
  }

  private PriceFeed followPrices() {
    Database server = database();
    return PriceFeed.start(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));
  }

  /** What the ledger takes back from wallets is booked into the pools. */
  private EventFollower followReclaims() {
    CreditReturns returns = outbox.get().returns();
    return EventFollower.start(
        bootstrapServers(), "tributary-reclaims", Context.CREDITS.events(), "credit.reclaimed",
        schemas.get(), event -> returns.book((CreditsReclaimed) event));
  }

  private ContextRuntime startContext(ContextDefinition definition) throws IOException {
    return ContextRuntime.start(definition, schemas.get(), contextSettings());
  }

  private RuntimeSettings contextSettings() throws IOException {
    // Two contexts that start at the same moment would both try to make it, and one would fail.
    Files.createDirectories(settings.states());
    return settings.contexts(bootstrapServers());
  }

  private ApiServer startApi() {
    Outbox writes = outbox.get();
    CaptureView captured = capture.<CaptureView>map(own -> new CaptureView.Own(own, pool))
        .orElseGet(() -> new CaptureView.Elsewhere(pool));
    ApiParts parts = new ApiParts(
        writes.tenants(),
        writes.users(),
        writes.funding(),
        writes.configs(),
        prices.get(),
        (tenantId, sealed) -> writes.subjectCipher().openAll(
            sealed.stream().map(field -> new SealedField(tenantId, field.field(), field.text())).toList()),
        new LocalQueryService(contexts()),
        new PositionTokens(settings.secrets().position()),
        schemas.get(),
        bootstrapServers(),
        new Tokens(settings.secrets().token()),
        new PlatformHealth(servers, this, captured),
        lags.get(),
        captured);
    return ApiServer.start(settings.api(), parts);
  }

  private static Duration awaitRunning(ContextRuntime context) {
    context.awaitRunning(RUNNING_PATIENCE);
    return RUNNING_PATIENCE;
  }
}
