package io.tributary.outbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The relational side of credits: who bought what, and what was allocated of it. Amounts are whole credits. */
public interface CreditFunding {
  Written<Funding> fund(UUID tenantId, String entityId, long amount, @Nullable String reason, WriteContext context);

  Written<Allocation> allocate(
      UUID tenantId, String entityId, String application, long amount, @Nullable String purpose, WriteContext context);
}
