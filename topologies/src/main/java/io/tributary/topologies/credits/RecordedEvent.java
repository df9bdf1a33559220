package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.Cause;
import java.util.UUID;

/** An event with the identity under which it is published. */
record RecordedEvent(UUID id, Cause cause, CreditEvent event) {}
