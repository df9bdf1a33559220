package io.tributary.app.lab.speed;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.fleet.Crew;
import io.tributary.app.fleet.Fleet;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.app.fleet.Surroundings;
import io.tributary.app.fleet.Tuning;
import io.tributary.app.instance.Secrets;
import io.tributary.app.orders.Endpoint;
import io.tributary.app.orders.HttpPlatform;
import io.tributary.embedded.FreePorts;
import io.tributary.outbox.Allocation;
import io.tributary.outbox.MasterKey;
import io.tributary.outbox.NewAllocation;
import io.tributary.outbox.Outbox;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.queries.Position;
import io.tributary.queries.PositionTokens;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.ConfluentSchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A platform that is measured: servers in this process, roles in processes of their own, and this process as one more that
 * writes to PostgreSQL, by the same code as the API.
 */
final class Stand implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final Duration READY = Duration.ofMinutes(6);
  static final String APPLICATION = "operations";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long FUNDS = 1_000_000_000_000L;
  private static final int CONNECTIONS = 16;

  private final SpeedServers servers;
  private final Fleet fleet;
  private final HikariDataSource pool;
  private final Outbox outbox;
  private final AvroPayloads payloads;
  private final PositionTokens positions;
  private final Tokens tokens;
  private final String token;

  private Stand(SpeedServers servers, Fleet fleet, Secrets secrets) {
    this.servers = servers;
    this.fleet = fleet;
    positions = new PositionTokens(secrets.position());
    tokens = new Tokens(secrets.token());
    token = tokens.mint("laboratory", null, CallerRole.PLATFORM, Duration.ofDays(1));
    payloads = new AvroPayloads(new ConfluentSchemaRegistry(Map.of("schema.registry.url", servers.registryUrl())));
    pool = servers.pool(CONNECTIONS);
    outbox = Outbox.open(pool, payloads, MasterKey.of(secrets.master()));
  }

  /** Returns when all of these processes are ready. */
  static Stand open(Bench bench, List<Member> members) throws InterruptedException {
    Secrets secrets = Secrets.create(bench.root().resolve("secrets"));
    SpeedServers servers = new SpeedServers(bench.root());
    Fleet fleet = new Fleet(
        new Surroundings(bench.root(), bench.root().resolve("secrets"), servers.database(), servers.bootstrapServers(),
            servers.registryUrl(), PARTITIONS, Tuning.FEW),
        members);
    Stand stand = new Stand(servers, fleet, secrets);
    try {
      fleet.startAll(READY);
      return stand;
    } catch (InterruptedException | RuntimeException e) {
      stand.close();
      throw e;
    }
  }

  /** Everything in one process. */
  static Stand single(Bench bench) throws InterruptedException {
    return open(bench, List.of(member("serve-0", Kind.SERVE)));
  }

  /** So many workers, an API and capture, each a process. */
  static Stand several(Bench bench, int workers) throws InterruptedException {
    return open(bench, new Crew(workers, 1, 0).members());
  }

  static Member member(String name, Kind kind) {
    return new Member(name, kind, FreePorts.next(), FreePorts.next());
  }

  /** One wallet of a tenant. */
  record Account(UUID tenant, String entity) {
    String path() {
      return "/api/credits/wallets/" + entity + "/" + APPLICATION + "?tenantId=" + tenant;
    }
  }

  /** Registers tenants. */
  List<UUID> tenants(int count) {
    try (HttpPlatform platform = new HttpPlatform(endpoint(), "speed", PATIENCE)) {
      return IntStream.range(0, count).mapToObj(number -> UUID.fromString(platform.tenant("Speed " + number))).toList();
    }
  }

  /** Registers tenants that have something to spend; a token of each. */
  List<String> spenders(int count) throws InterruptedException {
    List<UUID> ids = tenants(count);
    try (HttpPlatform platform = new HttpPlatform(endpoint(), "speed", PATIENCE)) {
      ids.forEach(id -> platform.fund(id.toString(), FUNDS));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (UUID id : ids) {
        while (platform.wallet(id.toString()).allocated() < FUNDS) {
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException("a wallet has no funds");
          }
          Thread.sleep(20);
        }
      }
    }
    return ids.stream().map(id -> tokens.mint("laboratory", id, CallerRole.OWNER, Duration.ofDays(1))).toList();
  }

  /** Registers tenants, each with so many entities that have something to allocate; neighbours are of different tenants. */
  List<Account> accounts(int tenants, int entities) {
    List<Account> accounts = new ArrayList<>();
    List<UUID> ids = tenants(tenants);
    for (int entity = 0; entity < entities; entity++) {
      for (UUID tenant : ids) {
        Account account = new Account(tenant, "entity-" + entity);
        outbox.funding().fund(tenant, account.entity(), FUNDS, null, WriteContext.platform());
        accounts.add(account);
      }
    }
    return accounts;
  }

  /** The same, each with a credit allocated to its wallet, which can be read by now. */
  List<Account> wallets(int tenants, int entities) throws IOException, InterruptedException {
    List<Account> accounts = accounts(tenants, entities);
    try (Getter client = getter(front())) {
      for (Account account : accounts) {
        awaitShown(client, account, allocate(account));
      }
    }
    return accounts;
  }

  /** Until a query shows the position. */
  static void awaitShown(Getter client, Account account, String position) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (client.get(account.path(), null, position).statusCode() != 200) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("a wallet can't be read");
      }
      Thread.sleep(20);
    }
  }

  /** Allocates one credit; returns when PostgreSQL has committed it, with the token of its position. */
  String allocate(Account account) {
    return positions.sign(written(account));
  }

  private Position written(Account account) {
    Written<Allocation> written = outbox.funding().allocate(
        account.tenant(),
        new NewAllocation(account.entity(), APPLICATION, 1, null, null),
        WriteContext.platform());
    return Position.ofSql(written.context(), written.tenantId(), written.tenantSeq());
  }

  /** Who spends, at the API. */
  Spending spending() {
    return new Spending(URI.create(front().url()), APPLICATION);
  }

  Getter getter(Member member) {
    return new Getter(member.url(), token);
  }

  /** Who has an API. */
  Member front() {
    return fleet.members().stream()
        .filter(member -> member.kind() == Kind.SERVE || member.kind() == Kind.API).findFirst().orElseThrow();
  }

  private Endpoint endpoint() {
    Member first = front();
    return new Endpoint() {
      @Override
      public URI url() {
        return URI.create(first.url());
      }

      @Override
      public String token() {
        return token;
      }

      @Override
      public void renewToken() {
        // It outlives the laboratory.
      }
    };
  }

  Fleet fleet() {
    return fleet;
  }

  Member member(int number) {
    return fleet.members().get(number);
  }

  RoleProcess process(int number) {
    return fleet.process(member(number));
  }

  SpeedServers servers() {
    return servers;
  }

  HikariDataSource pool() {
    return pool;
  }

  AvroPayloads payloads() {
    return payloads;
  }

  @Override
  public void close() throws InterruptedException {
    try {
      pool.close();
      fleet.close();
    } finally {
      servers.close();
    }
  }
}
