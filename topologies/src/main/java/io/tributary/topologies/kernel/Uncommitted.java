package io.tributary.topologies.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a stream thread's present transaction has to tell in this process once it is committed: the last {@code tenant_seq} that it applied of
 * each tenant, for who waits for a captured row, and the answers of callers who are at home. The commit itself tells them, on this side way from
 * processor to producer, so that nobody looks at a store or reads a topic meanwhile. It belongs to one thread.
 */
public final class Uncommitted {
  private static final ThreadLocal<Uncommitted> OF_THREAD = ThreadLocal.withInitial(Uncommitted::new);

  /** @param offset of the command, which the commit must be behind */
  private record Answer(TopicPartition commands, long offset, Consumer<byte[]> caller, byte[] reply) {}

  private Callers callers = new Callers();
  private Map<UUID, Long> applied = new HashMap<>();
  private List<Answer> answers = new ArrayList<>();

  Uncommitted() {}

  /** Of the calling stream thread. */
  public static Uncommitted ofThread() {
    return OF_THREAD.get();
  }

  /** Whose answers this thread may keep. */
  public void serve(Callers atHome) {
    callers = atHome;
  }

  void applied(UUID tenantId, long seq) {
    applied.put(tenantId, seq);
  }

  /** Keeps a reply whose caller is in this process; false when it is not, or nobody waits for this emission. */
  boolean keeps(Emission emission, Received command) {
    String id = emission.commandId();
    byte[] reply = emission.value();
    Consumer<byte[]> caller = id == null || reply == null ? null : callers.waiting(id);
    if (caller == null) {
      return false;
    }
    answers.add(new Answer(new TopicPartition(command.topic(), command.partition()), command.offset(), caller, reply));
    return true;
  }

  /** The transaction is committed: what it applied, which is forgotten here. */
  public Map<UUID, Long> takeApplied() {
    Map<UUID, Long> taken = applied;
    applied = new HashMap<>();
    return taken;
  }

  /**
   * The transaction is committed: answers those whose command it held.
   *
   * @param next the offsets that it committed, those of the next records to process
   */
  public void answer(Map<TopicPartition, Long> next) {
    List<Answer> held = answers;
    answers = new ArrayList<>();
    for (Answer answer : held) {
      if (answer.offset() < next.getOrDefault(answer.commands(), 0L)) {
        answer.caller().accept(answer.reply());
      } else {
        answers.add(answer);
      }
    }
  }

  /** Tasks of these partitions begin anew, behind what is committed: what they decided beyond that was never so. */
  public void forget(Collection<TopicPartition> partitions) {
    answers.removeIf(answer -> partitions.contains(answer.commands()));
  }

  /** All of it was rolled back, or may have been. */
  public void rolledBack() {
    applied.clear();
    answers.clear();
  }
}
