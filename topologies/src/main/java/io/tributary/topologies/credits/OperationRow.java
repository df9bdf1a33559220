package io.tributary.topologies.credits;

import io.tributary.topologies.credits.OperationContent.Kind;
import io.tributary.topologies.credits.OperationOutcome.Balances;
import io.tributary.topologies.credits.OperationOutcome.Source;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation's outcome as a row of the operation log; its identity is in the key. */
final class OperationRow {
  private static final int FORMAT = 3;

  /** The same with the cap that it was refused by; what was not has no byte for it. */
  private static final int WITH_CAP = 4;

  /** Before there were other operations than consumptions. */
  private static final int CONSUMPTIONS_ONLY = 2;

  /** Before credits could expire: the balance was what was allocated and not consumed. */
  private static final int WITHOUT_BALANCE = 1;

  /** Part of the stored data, as their indices: append only. */
  private static final List<Kind> KINDS = List.of(
      Kind.CONSUME, Kind.HOLD, Kind.POST_HOLD, Kind.VOID_HOLD, Kind.VOID_GRANT, Kind.RESET_WALLET, Kind.SET_POLICY,
      Kind.REVERSE, Kind.TRANSFER, Kind.RECLAIM, Kind.DECLINE_TOP_UP);

  private OperationRow() {}

  static byte[] encode(OperationId operation, OperationOutcome outcome) {
    Source source = outcome.source();
    ExceededCap cap = outcome.cap();
    RowEncoder row = new RowEncoder(cap == null ? FORMAT : WITH_CAP)
        .uuid(source.commandId())
        .number(source.index())
        .number(source.partition())
        .number(source.offset())
        .number(RefusalNumbers.of(outcome.refusal()));
    content(outcome.content(), row);
    wallet(operation, outcome.wallet(), row);
    row.number(outcome.moved());
    BurnFields.write(outcome.spent(), row);
    row.optionalText(outcome.holdId()).optionalTime(outcome.expiresAt());
    Balances balances = outcome.balances();
    row.flag(balances != null);
    if (balances != null) {
      row.number(balances.balance()).number(balances.allocated()).number(balances.consumed());
    }
    row.time(outcome.decidedAt());
    if (cap != null) {
      row.text(cap.capId()).number(cap.limit()).number(cap.left()).optionalTime(cap.windowEndsAt());
    }
    return row.toBytes();
  }

  static OperationOutcome decode(OperationId operation, byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    return switch (row.format()) {
      case WITHOUT_BALANCE, CONSUMPTIONS_ONLY -> upcast(operation, row);
      case FORMAT, WITH_CAP -> read(operation, row);
      default -> throw row.unknownFormat();
    };
  }

  private static OperationOutcome read(OperationId operation, RowDecoder row) {
    Source source = new Source(row.uuid(), (int) row.number(), (int) row.number(), row.number());
    Refusal refusal = RefusalNumbers.refusal((int) row.number());
    OperationContent content = content(row);
    WalletId wallet = wallet(operation, row);
    long moved = row.number();
    Spent spent = BurnFields.readSpent(row);
    String holdId = row.optionalText();
    Instant expiresAt = row.optionalTime();
    Balances balances = row.flag() ? new Balances(row.number(), row.number(), row.number()) : null;
    Instant decidedAt = row.time();
    ExceededCap cap = row.format() == WITH_CAP
        ? new ExceededCap(row.text(), row.number(), row.number(), row.optionalTime())
        : null;
    return new OperationOutcome(
        content, wallet, source, refusal, moved, spent, holdId, expiresAt, balances, decidedAt, cap);
  }

  /** The grants that it burned were not remembered then: it can't be reversed. */
  private static OperationOutcome upcast(OperationId operation, RowDecoder row) {
    long amount = row.number();
    WalletId wallet = new WalletId(row.text(), operation.application());
    OperationContent content = OperationContent.of(Kind.CONSUME, amount, row.optionalText());
    UUID commandId = row.uuid();
    Source source = new Source(commandId, 0, (int) row.number(), row.number());
    Refusal refusal = RefusalNumbers.refusal((int) row.number());
    Balances balances = row.flag() ? balances(row) : null;
    return new OperationOutcome(
        content, wallet, source, refusal, refusal == null ? amount : 0, Spent.NOTHING, null, null, balances,
        row.time(), null);
  }

  private static Balances balances(RowDecoder row) {
    if (row.format() == WITHOUT_BALANCE) {
      long allocated = row.number();
      long consumed = row.number();
      return new Balances(allocated - consumed, allocated, consumed);
    }
    return new Balances(row.number(), row.number(), row.number());
  }

  private static void content(OperationContent content, RowEncoder row) {
    Long amount = content.amount();
    row.number(KINDS.indexOf(content.kind())).flag(amount != null);
    if (amount != null) {
      row.number(amount);
    }
    row.number(content.details().size());
    content.details().forEach(row::optionalText);
  }

  private static OperationContent content(RowDecoder row) {
    int kind = (int) row.number();
    if (kind < 0 || kind >= KINDS.size()) {
      throw new UnreadableRowException("unknown kind " + kind + " of operation; it was written by a newer build");
    }
    Long amount = row.flag() ? row.number() : null;
    List<@Nullable String> details = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      details.add(row.optionalText());
    }
    return new OperationContent(KINDS.get(kind), amount, details);
  }

  /** Nearly always of the operation's application, which the key has. */
  private static void wallet(OperationId operation, @Nullable WalletId wallet, RowEncoder row) {
    row.optionalText(wallet == null ? null : wallet.entityId());
    if (wallet != null) {
      row.optionalText(wallet.application().equals(operation.application()) ? null : wallet.application());
    }
  }

  private static @Nullable WalletId wallet(OperationId operation, RowDecoder row) {
    String entityId = row.optionalText();
    if (entityId == null) {
      return null;
    }
    String application = row.optionalText();
    return new WalletId(entityId, application == null ? operation.application() : application);
  }
}
