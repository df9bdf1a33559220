package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditEvent.Happened;
import io.tributary.topologies.kernel.Cause;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event with the identity under which it is published. */
record RecordedEvent(UUID id, Cause cause, CreditEvent event) {
  /** Who did it; nobody did what happened by itself, whoever's command brought it to light. */
  @Nullable String userId() {
    return event instanceof Happened ? null : cause.userId();
  }
}
