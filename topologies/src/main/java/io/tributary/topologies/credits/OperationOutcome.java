package io.tributary.topologies.credits;

import io.tributary.topologies.credits.CreditCommand.Operation;
import io.tributary.topologies.credits.CreditCommand.WalletOperation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the operation log remembers: the content that a repetition is compared with, and the outcome.
 *
 * @param wallet that the operation is about; null where it named a hold that nobody knows
 * @param source the command that was decided
 * @param refusal null when it was approved
 * @param moved credits that were spent, reserved or taken back; of a refusal, none
 * @param spent what may be asked for back
 * @param holdId of the hold that was placed or ended
 * @param expiresAt of the hold that was placed
 * @param balances after the decision; null when there was no wallet
 * @param cap that it was refused by; null where none was
 */
record OperationOutcome(
    OperationContent content,
    @Nullable WalletId wallet,
    Source source,
    @Nullable Refusal refusal,
    long moved,
    Spent spent,
    @Nullable String holdId,
    @Nullable Instant expiresAt,
    @Nullable Balances balances,
    Instant decidedAt,
    @Nullable ExceededCap cap) {
  /**
   * Where an outcome comes from.
   *
   * @param commandId of the command; the event's id follows from it
   * @param index of the operation within the command
   * @param partition where the command lay in {@code credits.commands}
   * @param offset where the command lay in {@code credits.commands}
   */
  record Source(UUID commandId, int index, int partition, long offset) {}

  /** A wallet's amounts at the decision. */
  record Balances(long balance, long allocated, long consumed) {
    static @Nullable Balances of(@Nullable Wallet wallet) {
      return wallet == null ? null : new Balances(wallet.balance(), wallet.allocated(), wallet.consumed());
    }
  }

  /** The JSON name of the first field in which a repetition differs; null when it is the same operation. */
  @Nullable String firstDifference(Operation command, @Nullable String userId) {
    OperationContent other = command.content(userId);
    if (content.kind() != other.kind()) {
      return "operationCode";
    } else if (!content.sameAmount(other)) {
      return "creditAmount";
    } else if (wallet != null && command instanceof WalletOperation named && !named.wallet().equals(wallet)) {
      return named.wallet().entityId().equals(wallet.entityId()) ? "application" : "entityId";
    }
    return content.firstDetail(other);
  }

  boolean approved() {
    return refusal == null;
  }

  OperationOutcome with(Spent now) {
    return new OperationOutcome(
        content, wallet, source, refusal, moved, now, holdId, expiresAt, balances, decidedAt, cap);
  }
}
