package io.tributary.topologies.credits;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the operation log remembers: the content that a repetition is compared with, and the outcome.
 *
 * @param commandId of the command that was decided; the event's id follows from it
 * @param partition where that command lay in {@code credits.commands}
 * @param offset where that command lay in {@code credits.commands}
 * @param refusal null when it was approved
 * @param wallet after the decision; null when there was none
 */
record OperationOutcome(
    long amount,
    String entityId,
    @Nullable String userId,
    UUID commandId,
    int partition,
    long offset,
    @Nullable Refusal refusal,
    @Nullable Balances wallet,
    Instant decidedAt) {
  /** A wallet's amounts at the decision. */
  record Balances(long balance, long allocated, long consumed) {
    static @Nullable Balances of(@Nullable Wallet wallet) {
      return wallet == null ? null : new Balances(wallet.balance(), wallet.allocated(), wallet.consumed());
    }
  }

  /** The JSON name of the first field in which a repetition differs; null when it is the same operation. */
  @Nullable String firstDifference(CreditCommand.Consume command, @Nullable String commandUserId) {
    if (command.amount() != amount) {
      return "creditAmount";
    } else if (!command.wallet().entityId().equals(entityId)) {
      return "entityId";
    }
    return Objects.equals(commandUserId, userId) ? null : "userId";
  }
}
