package io.tributary.app.dev;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tributary.api.ApiConfig;
import io.tributary.api.ApiParts;
import io.tributary.api.ApiServer;
import io.tributary.api.auth.Tokens;
import io.tributary.app.cli.BuildVersion;
import io.tributary.app.instance.DataDirectory;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.connectors.CaptureConfig;
import io.tributary.connectors.OutboxCapture;
import io.tributary.connectors.StartMode;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
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
import io.tributary.schemas.ConfluentSchemaRegistry;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.usage.UsageTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The parts of a platform on one machine, and which of them is built on which. */
final class DevPlatform {
  private static final int PARTITIONS = 4;
  private static final int POOL_SIZE = 16;
  private static final Duration RUNNING_PATIENCE = Duration.ofMinutes(5);

  private final DataDirectory data;
  private final DevOptions options;

  final Step<EmbeddedPostgres> postgres;
  final Step<EmbeddedBroker> kafka;
  final Step<EmbeddedRegistry> registry;
  final Step<HikariDataSource> pool;
  final Step<AvroPayloads> schemas;
  final Step<Outbox> outbox;
  final Step<ContextRuntime> directory;
  final Step<ContextRuntime> credits;
  final Step<ContextRuntime> usage;
  final Step<OutboxCapture> capture;
  final Step<KafkaLags> lags;
  final Step<PriceFeed> prices;
  final Step<ApiServer> api;

  DevPlatform(DataDirectory data, DevOptions options, Startup startup) {
    this.data = data;
    this.options = options;
    postgres = startup.step("PostgreSQL", () -> EmbeddedPostgres.start(data.part("postgres"), options.postgresPort()));
    kafka = startup.step("Kafka broker", () -> EmbeddedBroker.start(data.part("kafka"), options.kafkaPort()));
    registry = startup.step("Schema registry", () -> EmbeddedRegistry.start(data.part("registry"), options.registryPort()));
    schemas = startup.step("Schemas", this::registerSchemas, registry);
    pool = startup.step("Connection pool", this::openPool, postgres);
    outbox = startup.step("Migrations", this::migrate, pool, schemas);
    directory = startup.step("Directory topology", () -> startContext(new DirectoryTopology()), kafka, schemas);
    credits = startup.step("Credits topology", () -> startContext(new CreditsTopology()), kafka, schemas);
    usage = startup.step("Usage topology", () -> startContext(new UsageTopology()), kafka, schemas);
    capture = startup.step("Change capture", this::startCapture, outbox, directory, credits);
    startup.step("Tenants", () -> outbox.get().tenants().resumeProvisioning(), outbox);
    lags = startup.step("Lags", () -> new KafkaLags(contextSettings(), contexts()), directory, credits, usage);
    prices = startup.step("Prices", this::followPrices, outbox);
    api = startup.step("API", this::startApi, outbox, directory, credits, usage, lags, prices);
    startup.step("Directory state", () -> awaitRunning(directory.get()), directory);
    startup.step("Credits state", () -> awaitRunning(credits.get()), credits);
    startup.step("Usage state", () -> awaitRunning(usage.get()), usage);
  }

  List<ContextRuntime> contexts() {
    return List.of(directory.get(), credits.get(), usage.get());
  }

  private AvroPayloads registerSchemas() {
    AvroPayloads payloads = new AvroPayloads(new ConfluentSchemaRegistry(registry.get().url()));
    payloads.registerAll();
    return payloads;
  }

  private HikariDataSource openPool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tributary");
    config.setJdbcUrl(postgres.get().jdbcUrl());
    config.setUsername(postgres.get().user());
    config.setPassword(postgres.get().password());
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    return new HikariDataSource(config);
  }

  private Outbox migrate() {
    Outbox opened = Outbox.open(pool.get(), schemas.get(), MasterKey.of(data.secrets().master()));
    opened.migrate();
    return opened;
  }

  private PriceFeed followPrices() {
    EmbeddedPostgres server = postgres.get();
    return PriceFeed.start(new DriverManagerDataSource(server.jdbcUrl(), server.user(), server.password()));
  }

  private ContextRuntime startContext(ContextDefinition definition) throws IOException {
    return ContextRuntime.start(definition, schemas.get(), contextSettings());
  }

  private RuntimeSettings contextSettings() throws IOException {
    // Two contexts that start at the same moment would both try to make it, and one would fail.
    Path states = Files.createDirectories(data.part("streams"));
    return new RuntimeSettings(
        kafka.get().bootstrapServers(), PARTITIONS, 1, 0, states, "dev-0",
        new RuntimeSettings.HostPort("127.0.0.1", options.httpPort()), Map.of());
  }

  private OutboxCapture startCapture() throws InterruptedException {
    EmbeddedPostgres source = postgres.get();
    OutboxCapture started = new OutboxCapture(CaptureConfig.of(source.host(), source.port(), source.database(),
        source.user(), source.password(), kafka.get().bootstrapServers()));
    started.start(options.recapture() ? StartMode.RECAPTURE : StartMode.CONTINUE);
    try {
      started.awaitStreaming(RUNNING_PATIENCE);
      return started;
    } catch (InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private ApiServer startApi() {
    Outbox writes = outbox.get();
    ApiParts parts = new ApiParts(
        writes.tenants(),
        writes.users(),
        writes.funding(),
        writes.configs(),
        prices.get(),
        (tenantId, sealed) -> writes.subjectCipher().openAll(
            sealed.stream().map(field -> new SealedField(tenantId, field.field(), field.text())).toList()),
        new LocalQueryService(contexts()),
        new PositionTokens(data.secrets().position()),
        schemas.get(),
        kafka.get().bootstrapServers(),
        new Tokens(data.secrets().token()),
        new DevHealth(this),
        lags.get(),
        () -> new DevCapture(capture.made(), pool.get()).read());
    return ApiServer.start(ApiConfig.local(options.httpPort(), BuildVersion.get()), parts);
  }

  private static Duration awaitRunning(ContextRuntime context) {
    context.awaitRunning(RUNNING_PATIENCE);
    return RUNNING_PATIENCE;
  }
}
