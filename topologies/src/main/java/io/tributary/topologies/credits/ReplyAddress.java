package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Received;

/** Who asks, and where the command lay: a replayed outcome is answered to who asks now, from where he asked. */
record ReplyAddress(String commandId, String tenantId, int replyPartition, int inputPartition, long inputOffset) {
  static ReplyAddress of(Cause cause, Received received, int replyPartition) {
    return new ReplyAddress(
        cause.id().toString(), cause.tenantId().toString(), replyPartition, received.partition(), received.offset());
  }
}
