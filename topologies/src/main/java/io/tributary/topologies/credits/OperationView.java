package io.tributary.topologies.credits;

import io.tributary.credits.CreditOutcome;

/** What the operation log remembers of an operation: its outcome as it was replied. */
public record OperationView(CreditOutcome outcome) {}
