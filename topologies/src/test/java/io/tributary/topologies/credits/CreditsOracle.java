package io.tributary.topologies.credits;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.Decision;
import io.tributary.credits.RefusalCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger must answer, computed in the plainest way from the rules' text; it shares no code with the ledger.
 * Captured rows are applied as far as they have come without a gap.
 */
final class CreditsOracle {
  /** The answer to a command. */
  record Answer(
      Decision decision, @Nullable RefusalCode code, @Nullable String field, boolean replayed, @Nullable Long balance) {}

  private record Remembered(ConsumeCredits command, Answer answer) {}

  /** Of one tenant. */
  static final class Account {
    final Map<String, long[]> wallets = new TreeMap<>();
    final Map<Long, AllocationRecorded> rows = new HashMap<>();
    long applied;
    boolean suspended;
    long allocatedTotal;
    long consumedTotal;
    int approved;
    int refused;
    private final Map<List<String>, Remembered> operations = new HashMap<>();
  }

  private final Map<UUID, Account> accounts = new HashMap<>();

  Account account(UUID tenantId) {
    return accounts.computeIfAbsent(tenantId, id -> new Account());
  }

  void captured(UUID tenantId, long seq, AllocationRecorded row) {
    Account account = account(tenantId);
    account.rows.put(seq, row);
    while (account.rows.containsKey(account.applied + 1)) {
      AllocationRecorded next = account.rows.get(++account.applied);
      wallet(account, next.getEntityId(), next.getApplication(), true)[0] += next.getAmount();
      account.allocatedTotal += next.getAmount();
    }
  }

  void suspended(UUID tenantId, boolean suspended) {
    account(tenantId).suspended = suspended;
  }

  Answer consume(UUID tenantId, ConsumeCredits command) {
    Account account = account(tenantId);
    List<String> id =
        List.of(command.getApplication(), command.getOperationCode(), command.getOperationId());
    Remembered before = account.operations.get(id);
    if (before != null) {
      return repeated(before, command);
    }
    Answer answer = decide(account, command);
    if (answer.code != RefusalCode.AMOUNT_OUT_OF_RANGE) {
      account.operations.put(id, new Remembered(command, answer));
      account.approved += answer.decision == Decision.APPROVED ? 1 : 0;
      account.refused += answer.decision == Decision.REFUSED ? 1 : 0;
    }
    return answer;
  }

  private static Answer repeated(Remembered before, ConsumeCredits command) {
    String field = null;
    if (before.command.getAmount() != command.getAmount()) {
      field = "creditAmount";
    } else if (!before.command.getEntityId().equals(command.getEntityId())) {
      field = "entityId";
    } else if (!before.command.getMeta().getUserId().equals(command.getMeta().getUserId())) {
      field = "userId";
    }
    Answer was = before.answer;
    return field == null
        ? new Answer(was.decision, was.code, null, true, was.balance)
        : new Answer(Decision.REFUSED, RefusalCode.OPERATION_MISMATCH, field, false, null);
  }

  private static Answer decide(Account account, ConsumeCredits command) {
    long[] wallet = wallet(account, command.getEntityId(), command.getApplication(), false);
    Long balance = wallet == null ? null : wallet[0] - wallet[1];
    if (command.getAmount() <= 0 || command.getAmount() > 9_000_000_000_000_000L) {
      return refused(RefusalCode.AMOUNT_OUT_OF_RANGE, balance);
    } else if (account.suspended) {
      return refused(RefusalCode.TENANT_NOT_ACTIVE, balance);
    } else if (wallet == null) {
      return refused(RefusalCode.WALLET_NOT_FOUND, null);
    } else if (balance < command.getAmount()) {
      return refused(RefusalCode.INSUFFICIENT_CREDITS, balance);
    }
    wallet[1] += command.getAmount();
    account.consumedTotal += command.getAmount();
    return new Answer(Decision.APPROVED, null, null, false, balance - command.getAmount());
  }

  private static Answer refused(RefusalCode code, @Nullable Long balance) {
    return new Answer(Decision.REFUSED, code, null, false, balance);
  }

  private static long @Nullable [] wallet(Account account, String entityId, String application, boolean create) {
    String key = entityId + "/" + application;
    return create ? account.wallets.computeIfAbsent(key, id -> new long[2]) : account.wallets.get(key);
  }
}
