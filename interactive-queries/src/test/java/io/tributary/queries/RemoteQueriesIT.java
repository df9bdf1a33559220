package io.tributary.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.FreePorts;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.queries.remote.Cluster;
import io.tributary.queries.remote.QueryServer;
import io.tributary.queries.remote.Trust;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with stores, as a third one without any sees them. */
class RemoteQueriesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] SECRET = secret(1);

  @TempDir Path directory;
  private final int firstPort = FreePorts.next();
  private final int secondPort = FreePorts.next();
  private final List<UUID> tenants = tenantOfEachPartition();
  private EmbeddedBroker broker;
  private Member first;
  private Member second;

  /** A process with stores. */
  private record Member(CountingPlatform platform, QueryServer server) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      server.close();
      platform.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.temporary();
    first = member("first", firstPort);
    second = member("second", secondPort);
  }

  @AfterEach
  void stop() throws Exception {
    second.close();
    first.close();
    broker.close();
  }

  @Test
  void aProcessWithoutStoresReadsEveryPartitionAndOutlivesTheOneThatServedIt() throws Exception {
    try (Cluster cluster = cluster(SECRET)) {
      QueryService queries = queries(cluster);
      Map<UUID, Position> sent = tenants.stream()
          .collect(Collectors.toMap(tenant -> tenant, tenant -> first.platform().command(tenant)));
      await().atMost(PATIENCE).until(() -> bothServe() && bothFollow());
      for (UUID tenant : tenants) {
        Answer<Long> answer = queries.ask(CountQuery.of(tenant), fresh(sent.get(tenant)));
        assertThat(answer.value()).isEqualTo(1);
        assertThat(answer.role()).isEqualTo(Role.ACTIVE);
        assertThat(answer.position()).isEqualTo(sent.get(tenant));
      }

      // Out of reach, and still the owner: only who follows its partition can answer, and only those who accept that.
      int gone = first.platform().runtime.tasks().active().getFirst();
      first.server().close();
      UUID orphan = tenants.get(gone);
      ReadOptions standbyToo = new ReadOptions(sent.get(orphan), PATIENCE, true);
      // The lag is unknown while brokers are slow to say where inputs end.
      await().atMost(PATIENCE).untilAsserted(() -> {
        Answer<Long> stale = queries.ask(CountQuery.of(orphan), standbyToo);
        assertThat(stale.value()).isEqualTo(1);
        assertThat(stale.role()).isEqualTo(Role.STANDBY);
        assertThat(stale.lag()).isNotNegative();
      });
      ProblemException refusal = catchThrowableOfType(ProblemException.class, () ->
          queries.ask(CountQuery.of(orphan), new ReadOptions(Position.none(), Duration.ofMillis(100), false)));
      assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_READY);
      assertThat(refusal.extensions()).containsEntry("retryAfter", 1L);
      first.platform().close();
      Answer<Long> again = queries.ask(CountQuery.of(orphan), fresh(sent.get(orphan)));
      assertThat(again.value()).isEqualTo(1);
      assertThat(again.role()).isEqualTo(Role.ACTIVE);
    }
  }

  /** As usage reads the ledger: each where the other is not. */
  @Test
  void aFollowerOnAnotherProcessReflectsThePositionOfWhomItFollows() throws Exception {
    int port = FreePorts.next();
    RuntimeSettings settings =
        CountingPlatform.settings(broker.bootstrapServers(), directory.resolve("follower"), "follower", port);
    ContextRuntime follower = ContextRuntime.start(new FollowingContext(), CountingPlatform.NO_PAYLOADS, settings);
    try (QueryServer server =
            QueryServer.start(new LocalHost(List.of(follower)), settings, new Trust(SECRET, Optional.empty()), "localhost");
        Cluster cluster = cluster(SECRET, port)) {
      QueryService queries =
          new RoutedQueryService(ContextInputs.of(List.of(new CountingContext(), new FollowingContext())), cluster);
      for (long count = 1; count <= 10; count++) {
        for (UUID tenant : tenants) {
          Position sent = first.platform().command(tenant);
          assertThat(queries.ask(new FollowedCountQuery(tenant), fresh(sent)).value()).isEqualTo(count);
        }
      }
      Position never = Position.ofCommand(CountingContext.CONTEXT, CountingContext.CONTEXT.commands(), 0, 1_000_000);
      await().atMost(PATIENCE).untilAsserted(() -> {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () ->
            queries.ask(new FollowedCountQuery(tenants.getFirst()), new ReadOptions(never, Duration.ofSeconds(1), false)));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.POSITION_NOT_REACHED);
      });
      await().atMost(PATIENCE).until(() -> server.inside() == 0);
    } finally {
      follower.close();
    }
  }

  /** As many questions as a process lets in, none of which it can answer; then one more, and then their askers leave. */
  @Test
  void aProcessWithTooManyQuestionsSaysSoUntilTheirAskersLeave() throws Exception {
    try (Cluster cluster = cluster(SECRET)) {
      UUID tenant = tenants.getFirst();
      await().atMost(PATIENCE).until(this::bothServe);
      Position never = Position.ofCommand(
          CountingContext.CONTEXT, CountingContext.CONTEXT.commands(), TenantKey.partition(tenant, CountingPlatform.PARTITIONS), 1_000_000);
      List<Thread> askers = IntStream.range(0, QueryServer.WAITING_AT_MOST)
          .mapToObj(i -> Thread.ofVirtual().start(() -> askFor(cluster, tenant, never)))
          .toList();
      await().atMost(PATIENCE).until(() -> inside() == QueryServer.WAITING_AT_MOST);

      await().atMost(PATIENCE).untilAsserted(() -> {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> queries(cluster)
            .ask(CountQuery.of(tenant), new ReadOptions(Position.none(), Duration.ofMillis(500), false)));
        // A place is free for a moment when one of them asks again.
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        assertThat(refusal.extensions()).containsEntry("retryAfter", 1L);
      });
      askers.forEach(Thread::interrupt);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(inside()).as("answered for nobody").isZero());
      assertThat(queries(cluster).ask(CountQuery.of(tenant), fresh(Position.none())).value()).isZero();
    }
  }

  /** Asks whoever serves the tenant, for longer than the test may take, until the asker is interrupted. */
  private static void askFor(Cluster cluster, UUID tenant, Position never) {
    int partition = TenantKey.partition(tenant, CountingPlatform.PARTITIONS);
    try {
      while (true) {
        for (QueryHost host : cluster.hosts(CountingContext.CONTEXT, partition, false)) {
          host.attempt(new Ask<>(CountQuery.of(tenant), never, Deadline.in(PATIENCE.multipliedBy(10)), false));
        }
        Thread.sleep(10);
      }
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
    }
  }

  /** Questions that wait for an answer, in both. */
  private int inside() {
    return first.server().inside() + second.server().inside();
  }

  @Test
  void aStrangerIsNotAnswered() {
    try (Cluster stranger = cluster(secret(2))) {
      ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> queries(stranger)
          .ask(new CountQuery(tenants.getFirst(), StoreKind.STATE), new ReadOptions(Position.none(), Duration.ofSeconds(1), false)));
      assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_READY);
      await().atMost(PATIENCE).untilAsserted(() ->
          assertThat(stranger.complaint()).contains("not signed with this platform's secret"));
    }
  }

  private boolean bothServe() {
    return !first.platform().runtime.tasks().active().isEmpty() && !second.platform().runtime.tasks().active().isEmpty();
  }

  private boolean bothFollow() {
    return Stream.of(first, second).allMatch(member -> !member.platform().runtime.tasks().standby().isEmpty());
  }

  private Member member(String name, int port) throws Exception {
    RuntimeSettings settings =
        CountingPlatform.settings(broker.bootstrapServers(), directory.resolve(name), name, port);
    CountingPlatform platform = CountingPlatform.start(new CountingContext(), settings);
    return new Member(
        platform, QueryServer.start(new LocalHost(List.of(platform.runtime)), settings, new Trust(SECRET, Optional.empty()), "localhost"));
  }

  /** It is told of one of them only. */
  private Cluster cluster(byte[] secret, int... more) {
    List<HostPort> seeds = IntStream.concat(IntStream.of(secondPort), IntStream.of(more))
        .mapToObj(port -> new HostPort("localhost", port)).toList();
    return new Cluster(CountingPlatform.PARTITIONS, seeds, Optional.empty(), new Trust(secret, Optional.empty()));
  }

  private static QueryService queries(Cluster cluster) {
    return new RoutedQueryService(ContextInputs.of(List.of(new CountingContext())), cluster);
  }

  private static ReadOptions fresh(Position atLeast) {
    return new ReadOptions(atLeast, PATIENCE, false);
  }

  private static List<UUID> tenantOfEachPartition() {
    return IntStream.range(0, CountingPlatform.PARTITIONS)
        .mapToObj(partition -> Stream.generate(UUID::randomUUID)
            .filter(id -> TenantKey.partition(id, CountingPlatform.PARTITIONS) == partition)
            .findFirst()
            .orElseThrow())
        .toList();
  }

  private static byte[] secret(int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return secret;
  }
}
