package io.tributary.topologies.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.ConsumptionReversed;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.HoldPosted;
import io.tributary.credits.RefusalCode;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.PinnedHistory;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.Watermarks;
import io.tributary.topologies.usage.UsageQuery.Filter;
import io.tributary.topologies.usage.UsageQuery.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageTopologyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String EVENTS = Context.CREDITS.events();

  private final UUID tenant = new UUID(1, 2);

  @TempDir Path directory;
  private ContextDriver driver;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new UsageTopology(), directory);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void sumsWhatTheLedgerTellsOverARestart() {
    send(consumed("user-1", 30, NOON));
    send(refused(NOON.plusSeconds(1)));
    driver.restart();
    send(consumed("user-2", 12, NOON.plusSeconds(2)));

    Result answer = ask(Set.of());
    assertThat(answer.items()).extracting(UsageQuery.Item::sums)
        .containsExactly(new UsageSums(2, 42, 0, 1, 0, 0, NOON, NOON.plusSeconds(2)));
    assertThat(answer.asOf()).isEqualTo(NOON.plusSeconds(2));
    assertThat(ask(Set.of(Dimension.USER)).items()).extracting(UsageQuery.Item::userId)
        .containsExactly("", "user-1", "user-2");
    assertThat(Watermarks.offsets(driver.rows(StoreKind.VIEWS))).containsKey(EVENTS);
  }

  @Test
  void itsRowsStayAsTheyLie() throws Exception {
    try (PinnedHistory history = new PinnedHistory(new UsageTopology(), tenant, directory.resolve("pinned"))) {
      history.happen(EVENTS, consumed("user-1", 30, NOON));
      history.happen(EVENTS, refused(NOON));
      CreditsConsumed late = consumed("user-1", 5, NOON);
      late.setOccurredAt(NOON.minus(Duration.ofDays(1)));
      history.happen(EVENTS, late);
      history.leavesRowsAsPinned();
    }
  }

  @Test
  void passesEventsThatItDoesNotCountAndDeadLettersWhatItCantRead() {
    byte[] unreadable = "nonsense".getBytes(UTF_8);
    driver.pipe(EVENTS, TenantKey.bytes(tenant), unreadable, type("credit.of_tomorrow"), NOON);
    assertThat(driver.read(Context.USAGE.deadLetters())).isEmpty();

    driver.pipe(EVENTS, TenantKey.bytes(tenant), unreadable, type("credit.consumed"), NOON);
    assertThat(driver.read(Context.USAGE.deadLetters())).hasSize(1);
    send(consumed("user-1", 1, NOON));
    assertThat(ask(Set.of()).items()).hasSize(1);
  }

  @Test
  void countsLateUsageWhenItOccurredAndReversalsWhenTheyHappen() {
    CreditsConsumed late = consumed("user-1", 30, NOON);
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    late.setOccurredAt(yesterday);
    send(late);
    send(new HoldPosted(
        meta("credit.hold_posted", "user-1", NOON), "h", "o", "orders.create", "acme", "crm", 5L, 0L, 0L, 0L, List.of(), 0L, 0L, 0L));
    send(ConsumptionReversed.newBuilder()
        .setMeta(meta("credit.consumption_reversed", "user-2", NOON.plusSeconds(1)))
        .setOperationId("o")
        .setOperationCode("orders.create")
        .setEntityId("acme")
        .setApplication("crm")
        .setAmount(12)
        .setBalance(0)
        .setAllocated(0)
        .setConsumed(0)
        .build());

    Instant day = Window.DAY.start(yesterday);
    assertThat(driver.ask(new UsageQuery(
            tenant, day, Window.DAY.shift(day, 2), Window.DAY, Set.of(), Filter.NONE, null, 10)).items())
        .extracting(UsageQuery.Item::sums)
        .containsExactly(
            new UsageSums(1, 30, 0, 0, 1, 30, yesterday, yesterday),
            new UsageSums(1, -7, 12, 0, 0, 0, NOON, NOON.plusSeconds(1)));
  }

  private Result ask(Set<Dimension> groupBy) {
    Instant day = Window.DAY.start(NOON);
    return driver.ask(new UsageQuery(tenant, day, Window.DAY.next(day), Window.DAY, groupBy, Filter.NONE, null, 10));
  }

  private void send(SpecificRecord event) {
    driver.publish(EVENTS, tenant, event, ((EventMeta) event.get(0)).getTimestamp());
  }

  private static Headers type(String type) {
    return new RecordHeaders().add(CloudEventHeaders.TYPE, type.getBytes(UTF_8));
  }

  private CreditsConsumed consumed(String user, long amount, Instant at) {
    return CreditsConsumed.newBuilder()
        .setMeta(meta("credit.consumed", user, at))
        .setOperationId("o")
        .setOperationCode("orders.create")
        .setEntityId("acme")
        .setApplication("crm")
        .setAmount(amount)
        .setBalance(0)
        .setAllocated(0)
        .setConsumed(0)
        .build();
  }

  private ConsumptionRefused refused(Instant at) {
    return ConsumptionRefused.newBuilder()
        .setMeta(meta("credit.refused", null, at))
        .setOperationId("p")
        .setOperationCode("orders.create")
        .setEntityId("acme")
        .setApplication("crm")
        .setAmount(99)
        .setCode(RefusalCode.INSUFFICIENT_CREDITS)
        .setBalance(0L)
        .build();
  }

  private EventMeta meta(String type, @Nullable String user, Instant at) {
    return EventMeta.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setType(type)
        .setAggregateId("a")
        .setAggregateType("wallet")
        .setTenantId(tenant.toString())
        .setVersion(1)
        .setTimestamp(at)
        .setUserId(user)
        .build();
  }
}
