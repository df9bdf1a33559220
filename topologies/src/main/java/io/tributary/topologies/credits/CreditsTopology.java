package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.ContextTopology;
import io.tributary.topologies.kernel.OperationLog;
import io.tributary.topologies.kernel.Outlet;
import io.tributary.topologies.kernel.TaskLogic;
import io.tributary.topologies.kernel.TenantStandings;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/**
 * The credits context: commands and captured rows in; wallets, entries, events and replies out.
 *
 * @param operationWindow how long an operation id is remembered at least
 */
public record CreditsTopology(Duration operationWindow) implements ContextDefinition {
  public CreditsTopology() {
    this(OperationLog.DEFAULT_WINDOW);
  }

  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public Set<String> inputs() {
    return Set.of(Context.CREDITS.commands(), Context.CREDITS.outbox(), Context.DIRECTORY.events());
  }

  @Override
  public List<TopicSpec> topics() {
    return List.of(
        TopicSpecs.commands(Context.CREDITS),
        TopicSpecs.outbox(Context.CREDITS),
        TopicSpecs.events(Context.CREDITS),
        TopicSpecs.replies(Context.CREDITS),
        TopicSpecs.deadLetters(Context.CREDITS));
  }

  @Override
  public Topology topology(Payloads payloads) {
    Set<Outlet> outlets = Set.of(Outlet.EVENTS, Outlet.REPLIES, Outlet.DEAD_LETTERS);
    return ContextTopology.of(Context.CREDITS, inputs(), outlets, () -> logic(payloads));
  }

  private TaskLogic logic(Payloads payloads) {
    CreditLedger ledger = new CreditLedger(operationWindow);
    OperationLog operations = new OperationLog(operationWindow);
    CreditsRecorder recorder = new CreditsRecorder(new LedgerMemory(operations), payloads);
    return new TaskLogic(
        Map.of(
            Context.CREDITS.commands(), new OperationHandler(new OperationDesk(ledger), recorder, payloads),
            Context.CREDITS.outbox(), new CapturedCreditsHandler(ledger, recorder, payloads),
            Context.DIRECTORY.events(), new TenantStandings(payloads, CreditsRows::tenant)),
        List.of(operations, new DueWallets(ledger, recorder), new EndedCaps(), new FormerWallets()));
  }
}
