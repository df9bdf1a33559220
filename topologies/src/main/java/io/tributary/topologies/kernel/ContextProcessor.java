package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The one processor of a context: hands each record to its handler, then writes what the handler collected, watermark
 * included. All inputs meet here because they share the stores.
 */
final class ContextProcessor extends ContextualProcessor<byte[], byte[], byte[], Emission> {
  /** Each tick makes for a commit. An idle task is spared that; one with records commits anyway, and ticks often. */
  private static final Duration CALM = Duration.ofSeconds(10);

  private static final Duration BUSY = Duration.ofMillis(100);

  /** Parked rows applied in one go; a long backlog must not outlast the transaction's timeout. */
  private static final int DRAINED_AT_ONCE = 200;

  private final Context context;
  private final TaskLogic logic;
  private final DeadLetters deadLetters;
  private final boolean wakes;
  private final String commands;

  private KeyValueStore<Bytes, byte[]> state;
  private KeyValueStore<Bytes, byte[]> views;
  private RowReader stateRows;
  private RowReader viewRows;
  private DecisionClock clock;
  private GapAlarm alarm;
  private Tally tally;
  private OutboxInbox inbox;
  private @Nullable Cancellable busy;
  private boolean recordsCame;
  private boolean claimed;
  private Map<String, RecordHandler> handlers;

  /** @param wakes whether an idle partition may ask the broker for the time, by a record to its own commands */
  ContextProcessor(Context context, TaskLogic logic, boolean wakes) {
    this.context = context;
    this.logic = logic;
    this.wakes = wakes;
    this.commands = context.commands();
    this.deadLetters = new DeadLetters(context);
  }

  @Override
  public void init(ProcessorContext<byte[], Emission> processorContext) {
    super.init(processorContext);
    state = processorContext.getStateStore(StoreKind.STATE.storeName(context));
    views = processorContext.getStateStore(StoreKind.VIEWS.storeName(context));
    stateRows = new StoreRows(state);
    viewRows = new StoreRows(views);
    clock = new DecisionClock(Watermarks.time(viewRows));
    alarm = new GapAlarm(context, processorContext.taskId().toString(), processorContext.metrics());
    tally = new Tally(context, processorContext.taskId().toString(), processorContext.metrics());
    handlers = new HashMap<>(logic.handlers());
    RecordHandler captured = handlers.getOrDefault(context.outbox(), ContextProcessor::notRead);
    inbox = new OutboxInbox(context, captured, deadLetters, alarm);
    handlers.replace(context.outbox(), inbox::accept);
    inbox.open(stateRows);
    logic.chores().forEach(chore -> chore.open(stateRows));
    logic.gatherings().forEach(Gathering::open);
    WriteBehindStore.of(views).beforeFlush(this::writeGathered);
    busy = null;
    recordsCame = false;
    claimed = false;
    processorContext.schedule(CALM, PunctuationType.WALL_CLOCK_TIME, wallClock -> {
      if (wakes && !recordsCame) {
        wakeUp(Instant.ofEpochMilli(wallClock));
      }
      tick();
    });
    tickSoon(inbox.canDrain());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context().recordMetadata().orElseThrow();
    Instant time = clock.advance(record.timestamp());
    try (RecordSpan span = RecordSpan.begin(context, origin, record.headers())) {
      Received received = new Received(
          origin.topic(), origin.partition(), origin.offset(), time, record.key(), record.value(),
          span == null ? record.headers() : span.headers());
      handle(received, span);
    }
    recordsCame = true;
    tickSoon(true);
    // Nobody waits for the commit of a context that only follows: at its interval it gathers more.
    if (!context.follows() && Backlog.ofThread().processed(
        new TopicPartition(origin.topic(), origin.partition()), origin.offset(), origin.topic().equals(commands))) {
      context().commit();
    }
  }

  private void handle(Received received, @Nullable RecordSpan span) {
    Work work = work();
    boolean tellsTimeOnly = wakes && received.key() == null && received.value() == null;
    try (LogContext log = LogContext.of(received)) {
      boolean handled = tellsTimeOnly || deadLetters.attempt(handler(received.topic()), received, work);
      if (!handled && span != null) {
        span.deadLetter();
      }
      Watermarks.offset(work, received);
      Uncommitted uncommitted = Uncommitted.ofThread();
      work.apply(emission -> {
        if (!uncommitted.keeps(emission, received)) {
          send(emission);
        }
      });
      inbox.applied(received, stateRows);
      drain();
    }
  }

  @Override
  public void close() {
    alarm.close();
    tally.close();
  }

  private void tick() {
    if (!claimed) {
      Work work = work();
      Watermarks.claim(viewRows, work);
      work.apply(this::send);
      claimed = true;
    }
    drain();
    boolean more = recordsCame || inbox.canDrain();
    recordsCame = false;
    for (Chore chore : logic.chores()) {
      Work work = work();
      chore.tick(stateRows, clock.now(), work);
      work.apply(this::send);
      more |= chore.hasMore();
    }
    tickSoon(more);
  }

  /**
   * Decisions know no clock but the brokers', and where no record comes that stands still, while timers run out. This
   * machine's clock only tells when to ask: a record behind all others brings back the broker's time.
   */
  private void wakeUp(Instant wallClock) {
    boolean due = wallClock.isAfter(clock.now()) && logic.chores().stream().anyMatch(chore -> chore.due(stateRows, wallClock));
    if (due) {
      Work work = work();
      work.emit(Emission.wakeUp(wallClock, context().taskId().partition()));
      work.apply(this::send);
    }
  }

  private void tickSoon(boolean soon) {
    if (soon && busy == null) {
      busy = context().schedule(BUSY, PunctuationType.WALL_CLOCK_TIME, wallClock -> tick());
    } else if (!soon && busy != null) {
      busy.cancel();
      busy = null;
    }
  }

  private void drain() {
    for (int i = 0; i < DRAINED_AT_ONCE && inbox.canDrain(); i++) {
      Work work = work();
      Received drained = inbox.drainOne(work, clock.now());
      work.apply(this::send);
      inbox.applied(drained, stateRows);
    }
  }

  private void writeGathered() {
    for (Gathering gathering : logic.gatherings()) {
      Work work = work();
      gathering.write(work.views());
      work.apply(this::send);
    }
  }

  private Work work() {
    return new Work(state, views);
  }

  private RecordHandler handler(String topic) {
    RecordHandler handler = handlers.get(topic);
    if (handler == null) {
      throw new IllegalStateException(context + " has no handler for " + topic);
    }
    return handler;
  }

  /** Stands in for the outbox of a context that has none. */
  private static void notRead(Received received, Work work) {
    throw new IllegalStateException("nothing is read from " + received.topic());
  }

  private void send(Emission emission) {
    tally.sent(emission);
    context().forward(
        new Record<>(emission.key(), emission, emission.time().toEpochMilli(), emission.headers()),
        emission.outlet().node());
  }
}
