package io.tributary.topologies.credits;

import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation's outcome as a row of the operation log; its identity is in the key. */
final class OperationRow {
  private static final int FORMAT = 2;

  /** Before credits could expire: the balance was what was allocated and not consumed. */
  private static final int WITHOUT_BALANCE = 1;

  /** Part of the stored data: an outcome's number never changes. */
  private static final int APPROVED = 0;

  private OperationRow() {}

  static byte[] encode(OperationOutcome outcome) {
    RowEncoder row = new RowEncoder(FORMAT)
        .number(outcome.amount())
        .text(outcome.entityId())
        .optionalText(outcome.userId())
        .uuid(outcome.commandId())
        .number(outcome.partition())
        .number(outcome.offset())
        .number(number(outcome.refusal()));
    Balances wallet = outcome.wallet();
    row.flag(wallet != null);
    if (wallet != null) {
      row.number(wallet.balance()).number(wallet.allocated()).number(wallet.consumed());
    }
    return row.time(outcome.decidedAt()).toBytes();
  }

  static OperationOutcome decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT && row.format() != WITHOUT_BALANCE) {
      throw row.unknownFormat();
    }
    long amount = row.number();
    String entityId = row.text();
    String userId = row.optionalText();
    UUID commandId = row.uuid();
    int partition = (int) row.number();
    long offset = row.number();
    Refusal refusal = refusal((int) row.number());
    Balances wallet = row.flag() ? balances(row) : null;
    return new OperationOutcome(
        amount, entityId, userId, commandId, partition, offset, refusal, wallet, row.time());
  }

  private static Balances balances(RowDecoder row) {
    if (row.format() == WITHOUT_BALANCE) {
      long allocated = row.number();
      long consumed = row.number();
      return new Balances(allocated - consumed, allocated, consumed);
    }
    return new Balances(row.number(), row.number(), row.number());
  }

  private static int number(@Nullable Refusal refusal) {
    return switch (refusal) {
      case null -> APPROVED;
      case INSUFFICIENT_CREDITS -> 1;
      case WALLET_NOT_FOUND -> 2;
      case TENANT_NOT_ACTIVE -> 3;
      case AMOUNT_OUT_OF_RANGE -> 4;
      case HOLD_EXISTS -> 5;
      case HOLD_NOT_FOUND -> 6;
      case HOLD_ALREADY_POSTED -> 7;
      case HOLD_ALREADY_VOIDED -> 8;
      case HOLD_EXPIRED -> 9;
      case EXCEEDS_HOLD -> 10;
      case GRANT_NOT_FOUND -> 11;
      case GRANT_ENDED -> 12;
    };
  }

  private static @Nullable Refusal refusal(int number) {
    return switch (number) {
      case APPROVED -> null;
      case 1 -> Refusal.INSUFFICIENT_CREDITS;
      case 2 -> Refusal.WALLET_NOT_FOUND;
      case 3 -> Refusal.TENANT_NOT_ACTIVE;
      case 4 -> Refusal.AMOUNT_OUT_OF_RANGE;
      case 5 -> Refusal.HOLD_EXISTS;
      case 6 -> Refusal.HOLD_NOT_FOUND;
      case 7 -> Refusal.HOLD_ALREADY_POSTED;
      case 8 -> Refusal.HOLD_ALREADY_VOIDED;
      case 9 -> Refusal.HOLD_EXPIRED;
      case 10 -> Refusal.EXCEEDS_HOLD;
      case 11 -> Refusal.GRANT_NOT_FOUND;
      case 12 -> Refusal.GRANT_ENDED;
      default -> throw new UnreadableRowException("unknown outcome " + number);
    };
  }
}
