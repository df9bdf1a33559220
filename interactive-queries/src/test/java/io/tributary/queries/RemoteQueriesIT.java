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
  private Cluster cluster(byte[] secret) {
    return new Cluster(
        CountingPlatform.PARTITIONS, List.of(new HostPort("localhost", secondPort)), Optional.empty(),
        new Trust(secret, Optional.empty()));
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
