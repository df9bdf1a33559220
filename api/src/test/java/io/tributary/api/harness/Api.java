package io.tributary.api.harness;

import io.tributary.api.ApiConfig;
import io.tributary.api.ApiParts;
import io.tributary.api.ApiServer;
import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.api.health.HealthSource;
import io.tributary.api.sync.SubjectNames;
import io.tributary.outbox.NewTenant;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.InputLag;
import io.tributary.queries.Lags;
import io.tributary.queries.PositionTokens;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.Callers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A running API over parts in memory; commands go to the Kafka it was given. */
public final class Api implements AutoCloseable {
  /** Nothing listens there: commands are refused. */
  public static final String NO_KAFKA = "127.0.0.1:1";

  private static @Nullable Api shared;

  public final MemoryTenants tenants = new MemoryTenants();
  public final MemoryUsers users = new MemoryUsers();
  public final MemoryLedger ledger = new MemoryLedger();
  public final MemoryPrices prices = new MemoryPrices();
  public final AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry());
  public final Callers callers = new Callers();
  public final PositionTokens positions = new PositionTokens(new byte[32]);
  public final Tokens tokens = new Tokens("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
  public final Map<String, HealthSource.Part> health =
      new ConcurrentHashMap<>(Map.of("database", HealthSource.Part.up(), "kafka", HealthSource.Part.up()));
  public final Map<String, String> names = new ConcurrentHashMap<>();
  private final ApiServer server;
  public final Http http;

  public Api(String bootstrapServers, Duration replyTimeout, int maxInFlight) {
    this(0, bootstrapServers, replyTimeout, maxInFlight);
  }

  public Api(int port, String bootstrapServers, Duration replyTimeout, int maxInFlight) {
    ApiConfig config =
        new ApiConfig(
            "127.0.0.1", port, "example.com", "test-" + Ids.next(), "1.2.3", replyTimeout, maxInFlight, Duration.ofSeconds(2));
    Lags lags = () -> new Lags.Snapshot(Instant.now(), List.of(new InputLag(Context.CREDITS, "credits.commands", 9, 7, 2)));
    server =
        ApiServer.start(
            config,
            new ApiParts(
                tenants, users, ledger.funding(), prices, prices.live, this::open, ledger, positions, payloads,
                KafkaAccess.open(bootstrapServers), callers, tokens, () -> Map.copyOf(health), lags, Optional::empty));
    http = new Http(server.port());
  }

  /** One server for all tests that need no Kafka; it lives as long as the JVM. */
  public static synchronized Api shared() {
    if (shared == null) {
      shared = new Api(NO_KAFKA, Duration.ofSeconds(1), 10);
    }
    return shared;
  }

  private List<Optional<String>> open(UUID tenantId, List<SubjectNames.Sealed> sealed) {
    if (names.containsKey("away")) {
      throw new IllegalStateException("keys can't be reached");
    }
    return sealed.stream()
        .map(one -> Optional.ofNullable(names.get(one.field() + "/" + one.text().getSubjectId())))
        .toList();
  }

  /** A new ACTIVE tenant with a domain of its own. */
  public Tenant tenant() {
    String domain = "t" + Ids.next().toString().replace("-", "") + ".example.com";
    return tenants.register(new NewTenant("Acme", domain, "starter", "a@example.com"), WriteContext.platform()).value();
  }

  public String platform() {
    return tokens.mint("operator", null, CallerRole.PLATFORM, Duration.ofMinutes(10));
  }

  public String token(Tenant tenant, CallerRole role) {
    return tokens.mint("user-1", tenant.id(), role, Duration.ofMinutes(10));
  }

  @Override
  public void close() {
    server.close();
  }
}
