package io.tributary.topologies.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The last {@code tenant_seq} of each tenant that a stream thread has applied in its present transaction. Who waits for a captured row is
 * told by the commit itself, on this side way from processor to producer, and needs to look at no store meanwhile. It belongs to one thread.
 */
public final class AppliedSequences {
  private static final ThreadLocal<AppliedSequences> OF_THREAD = ThreadLocal.withInitial(AppliedSequences::new);

  private Map<UUID, Long> applied = new HashMap<>();

  private AppliedSequences() {}

  /** Of the calling stream thread. */
  public static AppliedSequences ofThread() {
    return OF_THREAD.get();
  }

  void applied(UUID tenantId, long seq) {
    applied.put(tenantId, seq);
  }

  /** The transaction has ended: what it applied, which is forgotten here. */
  public Map<UUID, Long> take() {
    Map<UUID, Long> taken = applied;
    applied = new HashMap<>();
    return taken;
  }
}
