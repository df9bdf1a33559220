package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.RegistryUnavailableException;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.ContextDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

/** Where errors go: before the first write to the dead letters, after it up, to fail the task. */
class ContextProcessorTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Bytes ROW = KeyCodec.key('x').build();
  private static final byte[] VALUE = {1};

  @TempDir Path directory;

  @Test
  void anErrorOfARecordLeavesNothingButADeadLetterAndTheWatermark() {
    RecordHandler handler = (received, work) -> {
      work.state().put(ROW, VALUE);
      work.views().put(ROW, VALUE);
      work.emit(Emission.event("credit.consumed", VALUE, VALUE, received.time(), new RecordHeaders()));
      throw new IllegalStateException("half way");
    };
    try (ContextDriver driver = driver(handler, EnumSet.allOf(Outlet.class))) {
      send(driver);
      assertThat(driver.read(Context.CREDITS.deadLetters())).hasSize(1);
      assertThat(driver.metric("dead-letters-total")).isEqualTo(1);
      assertThat(driver.read(Context.CREDITS.events())).isEmpty();
      assertThat(driver.rows(StoreKind.STATE).get(ROW)).isNull();
      assertThat(driver.rows(StoreKind.VIEWS).get(ROW)).isNull();
      assertThat(Watermarks.offsets(driver.rows(StoreKind.VIEWS))).containsEntry(Context.CREDITS.commands(), 0L);
    }
  }

  @Test
  void anErrorAfterTheFirstWriteFailsTheTask() {
    // There is no sink for replies: sending fails when the rows are already written.
    RecordHandler handler = (received, work) -> {
      work.state().put(ROW, VALUE);
      work.emit(Emission.reply("command", VALUE, VALUE, received.time(), 0));
    };
    try (ContextDriver driver = driver(handler, EnumSet.of(Outlet.EVENTS, Outlet.DEAD_LETTERS))) {
      assertThatThrownBy(() -> send(driver)).hasStackTraceContaining("Unknown downstream node");
      assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
    }
  }

  @Test
  void whatNoRecordIsToBlameForFailsTheTask() {
    for (RuntimeException fault : List.of(
        new RegistryUnavailableException("down", null), new UnreadableRowException("a newer build's row"))) {
      RecordHandler handler = (received, work) -> {
        throw fault;
      };
      try (ContextDriver driver = driver(handler, EnumSet.allOf(Outlet.class))) {
        assertThatThrownBy(() -> send(driver)).hasStackTraceContaining(String.valueOf(fault.getMessage()));
        assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
      }
    }
  }

  @Test
  void aPartitionThatANewerBuildHasWrittenToIsRefused() {
    // Closed by the restart.
    ContextDriver driver = driver((received, work) -> {}, EnumSet.allOf(Outlet.class));
    note(driver, Watermarks.ROWS_FORMAT + 1);
    assertThatThrownBy(driver::restart).hasStackTraceContaining("written by a newer build");
  }

  @Test
  void aPartitionThatAnOlderBuildLeftIsClaimedBeforeUpkeepWritesToIt() {
    try (ContextDriver driver = driver((received, work) -> {}, EnumSet.allOf(Outlet.class))) {
      note(driver, 1);
      driver.restart();
      assertThat(noted(driver).format()).isEqualTo(1);
      driver.reach(Instant.EPOCH.plusSeconds(10));
      assertThat(noted(driver).format()).isEqualTo(Watermarks.ROWS_FORMAT);
      assertThat(Watermarks.offsets(driver.rows(StoreKind.VIEWS))).containsExactlyInAnyOrderEntriesOf(
          Map.of(Context.CREDITS.outbox(), 7L, Context.CREDITS.commands(), 0L));
      assertThat(noted(driver).number()).isEqualTo(7);
    }
  }

  /** What a build that writes rows of this format noted of captured rows; then a command is handled, and all of it committed. */
  private static void note(ContextDriver driver, int format) {
    byte[] row = new RowEncoder(format).number(7).time(NOON).toBytes();
    driver.store(StoreKind.VIEWS).put(KernelRows.offset(Context.CREDITS.outbox()), row);
    send(driver);
  }

  private static RowDecoder noted(ContextDriver driver) {
    return new RowDecoder(driver.store(StoreKind.VIEWS).get(KernelRows.offset(Context.CREDITS.outbox())));
  }

  @Test
  void aHandlerReadsItsOwnChanges() {
    RecordHandler handler = (received, work) -> {
      work.state().put(ROW, VALUE);
      assertThat(work.state().get(ROW)).isEqualTo(VALUE);
      work.state().delete(ROW);
      assertThat(work.state().get(ROW)).isNull();
    };
    try (ContextDriver driver = driver(handler, EnumSet.allOf(Outlet.class))) {
      send(driver);
      assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
    }
  }

  @Test
  void aReplyToAPartitionThatDoesNotExistIsDropped() {
    RecordHandler handler = (received, work) -> {
      work.emit(Emission.reply("command", VALUE, VALUE, received.time(), 7));
      work.emit(Emission.reply("command", VALUE, VALUE, received.time(), 0));
    };
    try (ContextDriver driver = driver(handler, EnumSet.allOf(Outlet.class))) {
      send(driver);
      assertThat(driver.read(Context.CREDITS.replies())).hasSize(1);
    }
  }

  @Test
  void aReplyIsNotSentWhereItsCallerIsAtHome() {
    RecordHandler handler =
        (received, work) -> work.emit(Emission.reply("command", VALUE, VALUE, received.time(), 0));
    List<byte[]> told = new ArrayList<>();
    Callers callers = new Callers();
    callers.expect("command", told::add);
    try (ContextDriver driver = driver(handler, EnumSet.allOf(Outlet.class))) {
      Uncommitted.ofThread().serve(callers);
      send(driver);
      assertThat(driver.read(Context.CREDITS.replies())).isEmpty();
      assertThat(told).isEmpty();
      Uncommitted.ofThread().answer(Map.of(new TopicPartition(Context.CREDITS.commands(), 0), 1L));
      assertThat(told).containsExactly(VALUE);
    } finally {
      Uncommitted.ofThread().serve(new Callers());
    }
  }

  @Test
  void ticksOftenAfterARecordAndSeldomWhenIdle() {
    List<Instant> ticks = new ArrayList<>();
    Chore chore = new Chore() {
      @Override
      public void open(RowReader state) {}

      @Override
      public void tick(RowReader state, Instant time, Work work) {
        ticks.add(time);
      }
    };
    OneHandler context = new OneHandler((received, work) -> {}, EnumSet.allOf(Outlet.class), List.of(chore));
    try (ContextDriver driver = new ContextDriver(context, directory)) {
      tenTicks(driver);
      assertThat(ticks).isEmpty();
      send(driver);
      driver.tick();
      assertThat(ticks).containsExactly(NOON);
      tenTicks(driver);
      assertThat(ticks).as("one more, which finds the task idle").hasSize(2);
    }
  }

  private static void tenTicks(ContextDriver driver) {
    for (int i = 0; i < 10; i++) {
      driver.tick();
    }
  }

  @Test
  void whatIsLoggedNamesTheRecordAndItsTraceButNoTenant() {
    List<Map<String, String>> logged = new ArrayList<>();
    try (ContextDriver driver = driver((received, work) -> logged.add(MDC.getCopyOfContextMap()), EnumSet.allOf(Outlet.class))) {
      Headers traced = new RecordHeaders().add(
          "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(StandardCharsets.UTF_8));
      send(driver, traced);
      send(driver);
    }
    assertThat(logged).containsExactly(
        Map.of("record", "credits.commands-0@0", "traceId", "4bf92f3577b34da6a3ce929d0e0e4736"),
        Map.of("record", "credits.commands-0@1"));
    assertThat(MDC.get("record")).isNull();
  }

  private static void send(ContextDriver driver) {
    send(driver, new RecordHeaders());
  }

  private static void send(ContextDriver driver, Headers headers) {
    byte[] key = TenantKey.bytes(new UUID(1, 1));
    driver.pipe(Context.CREDITS.commands(), key, VALUE, headers, NOON);
  }

  private ContextDriver driver(RecordHandler handler, Set<Outlet> outlets) {
    return new ContextDriver(new OneHandler(handler, outlets, List.of()), directory.resolve(UUID.randomUUID().toString()));
  }

  private record OneHandler(RecordHandler handler, Set<Outlet> outlets, List<Chore> chores) implements ContextDefinition {
    @Override
    public Context context() {
      return Context.CREDITS;
    }

    @Override
    public Set<String> inputs() {
      return Set.of(Context.CREDITS.commands(), Context.CREDITS.outbox());
    }

    @Override
    public List<TopicSpec> topics() {
      return List.of();
    }

    @Override
    public Topology topology(Payloads payloads) {
      Map<String, RecordHandler> handlers =
          Map.of(Context.CREDITS.commands(), handler, Context.CREDITS.outbox(), handler);
      return ContextTopology.of(Context.CREDITS, inputs(), outlets, () -> new TaskLogic(handlers, chores));
    }
  }
}
