package io.tributary.topologies.inventory;

import io.tributary.common.CommandMeta;
import io.tributary.inventory.InventoryReply;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Emission;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.EventIds;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.Outcome;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Decides commands, each operation once for its id, and answers whoever waits. */
final class InventoryHandler implements RecordHandler {
  private final InventoryDecider decider;
  private final InventoryRecorder recorder;
  private final OperationLog log;
  private final Payloads payloads;

  InventoryHandler(InventoryDecider decider, InventoryRecorder recorder, OperationLog log, Payloads payloads) {
    this.decider = decider;
    this.recorder = recorder;
    this.log = log;
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord avro = payloads.decode(received.payload());
    CommandMeta meta = CommandMapping.meta(avro);
    Cause cause = Envelopes.cause(received, meta);
    String newId = EventIds.derive(cause.id(), 0, received.time()).toString();
    Operation operation = CommandMapping.operation(avro, meta, newId);
    InventoryReply reply = answer(operation, CommandMapping.content(avro), cause, received, work);
    if (meta.getReplyPartition() >= 0) {
      reply.setReplyPartition(meta.getReplyPartition());
      work.emit(Emission.reply(
          reply.getCommandId(), TenantKey.bytes(cause.tenantId()), payloads.encode(reply), received.time(), meta.getReplyPartition()));
    }
  }

  private InventoryReply answer(
      Operation operation, Map<String, String> content, Cause cause, Received received, Work work) {
    List<String> identity = List.of(operation.type(), operation.id());
    Optional<OperationOutcome> known =
        log.find(work.state(), cause.tenantId(), identity, received.time()).map(OperationRow::decode);
    if (known.isEmpty()) {
      OperationOutcome outcome = decide(operation, content, cause, received, work);
      log.remember(work.state(), cause.tenantId(), identity, received.time(), OperationRow.encode(outcome));
      return Replies.of(operation, outcome, cause, received);
    }
    String difference = known.get().firstDifference(content);
    if (difference != null) {
      return Replies.mismatch(operation, difference, cause, received);
    }
    InventoryReply recorded = Replies.of(operation, known.get(), cause, received);
    recorded.setReplayed(true);
    return recorded;
  }

  private OperationOutcome decide(
      Operation operation, Map<String, String> content, Cause cause, Received received, Work work) {
    StoredFacts facts = recorder.facts(cause.tenantId(), received.time(), work);
    Outcome<InventoryEvent, Refusal> decided =
        decider.decide(new InventoryState(facts), operation, received.time());
    InventoryRecorder.Recorded recorded =
        recorder.record(cause, operation, received.time(), facts, decided.events(), work);
    InventoryState state = recorded.state();
    Subject subject = Subject.of(state, operation);
    Refusal refusal = decided instanceof Outcome.Refused<InventoryEvent, Refusal> refused ? refused.reason() : null;
    RecordedEvent own = recorded.events().stream()
        .filter(RecordedEvent::own)
        // What was overdue comes before what was asked for.
        .min(Comparator.comparing(one -> !(one.event() instanceof InventoryEvent.OrderChanged)))
        .orElseThrow();
    String line = own.event() instanceof InventoryEvent.Refused refused ? refused.orderLineId() : null;
    String productId = line == null ? subject.productId() : subject.productOf(line, operation);
    Reservation reservation = subject.reservation();
    return new OperationOutcome(
        content,
        refusal,
        subject.id(),
        subject.version(),
        quantity(own.event()),
        reservation == null ? null : reservation.backordered(),
        productId == null ? null : state.totals(productId).available(),
        own.id().toString(),
        subject.order() == null ? null : subject.order().status().name(),
        line,
        received.time());
  }

  private static @Nullable BigDecimal quantity(InventoryEvent event) {
    return switch (event) {
      case InventoryEvent.Moved moved -> moved.quantity();
      case InventoryEvent.TransferChanged transfer -> transfer.quantity();
      case InventoryEvent.Reserved reserved -> reserved.reservation().reserved();
      case InventoryEvent.Released released -> released.quantity();
      case InventoryEvent.Committed committed -> committed.quantity();
      default -> null;
    };
  }
}
