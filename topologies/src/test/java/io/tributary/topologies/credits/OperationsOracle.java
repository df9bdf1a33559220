package io.tributary.topologies.credits;

import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditRefusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What wallets without terms must answer to consumptions, holds, reversals and transfers, alone and in batches, computed
 * in the plainest way; it shares no code with the ledger. Its state is copied for a linked batch, and the copy dropped
 * where the batch fails.
 */
final class OperationsOracle {
  /** @param code null: approved */
  record Answer(@Nullable CreditRefusal code, long amount, @Nullable Long balance, boolean replayed) {
    Answer again() {
      return new Answer(code, amount, balance, true);
    }
  }

  /** @param end null: open */
  private record Held(String wallet, String operationId, long amount, @Nullable CreditRefusal end) {}

  private record Spent(String wallet, long left, boolean any) {}

  final Map<String, Long> available;
  private final Map<String, Held> holds;
  private final Map<String, Spent> spent;
  private final Map<String, Answer> known;

  OperationsOracle() {
    this(new TreeMap<>(), new TreeMap<>(), new HashMap<>(), new HashMap<>());
  }

  private OperationsOracle(
      Map<String, Long> available, Map<String, Held> holds, Map<String, Spent> spent, Map<String, Answer> known) {
    this.available = available;
    this.holds = holds;
    this.spent = spent;
    this.known = known;
  }

  OperationsOracle copy() {
    return new OperationsOracle(
        new TreeMap<>(available), new TreeMap<>(holds), new HashMap<>(spent), new HashMap<>(known));
  }

  long held(String wallet) {
    return holds.values().stream()
        .filter(hold -> hold.end == null && hold.wallet.equals(wallet)).mapToLong(Held::amount).sum();
  }

  List<String> openHolds(String wallet) {
    return holds.entrySet().stream()
        .filter(hold -> hold.getValue().end == null && hold.getValue().wallet.equals(wallet))
        .map(Map.Entry::getKey).toList();
  }

  long consumed(String wallet) {
    return spent.values().stream().filter(one -> one.wallet.equals(wallet)).mapToLong(Spent::left).sum();
  }

  void add(String wallet, long amount) {
    available.merge(wallet, amount, Long::sum);
  }

  /** @param holdId the ledger's, where it has placed a hold: ids are its own */
  Answer spend(BatchOperation item, @Nullable String holdId) {
    Answer before = known.get(item.getOperationId());
    if (before != null) {
      return before.again();
    }
    String wallet = item.getEntityId();
    long has = available.get(wallet);
    if (item.getAmount() > has) {
      return remember(item.getOperationId(), CreditRefusal.INSUFFICIENT_CREDITS, item.getAmount(), wallet);
    }
    add(wallet, -item.getAmount());
    if (item.getHold()) {
      holds.put(String.valueOf(holdId), new Held(wallet, item.getOperationId(), item.getAmount(), null));
    } else {
      spent.put(item.getOperationId(), new Spent(wallet, item.getAmount(), true));
    }
    return remember(item.getOperationId(), null, item.getAmount(), wallet);
  }

  /** @param amount null: nothing is spent, the hold is voided */
  Answer end(String operationId, String holdId, @Nullable Long amount) {
    Answer before = known.get(operationId);
    if (before != null) {
      return before.again();
    }
    Held hold = holds.get(holdId);
    long asked = amount == null ? 0 : amount;
    if (hold == null) {
      return remember(operationId, CreditRefusal.HOLD_NOT_FOUND, asked, null);
    } else if (hold.end != null) {
      return remember(operationId, hold.end, asked, hold.wallet);
    } else if (asked > hold.amount) {
      return remember(operationId, CreditRefusal.EXCEEDS_HOLD, asked, hold.wallet);
    }
    CreditRefusal end = amount == null ? CreditRefusal.HOLD_ALREADY_VOIDED : CreditRefusal.HOLD_ALREADY_POSTED;
    holds.put(holdId, new Held(hold.wallet, hold.operationId, hold.amount, end));
    add(hold.wallet, hold.amount - asked);
    spent.put(hold.operationId, new Spent(hold.wallet, asked, asked > 0));
    return remember(operationId, null, asked, hold.wallet);
  }

  /** @param amount null: all that is left */
  Answer reverse(String operationId, String consumption, @Nullable Long amount) {
    Answer before = known.get(operationId);
    if (before != null) {
      return before.again();
    }
    Spent one = spent.get(consumption);
    long asked = amount == null ? 0 : amount;
    if (one == null || !one.any) {
      return remember(operationId, CreditRefusal.CONSUMPTION_NOT_FOUND, asked, null);
    } else if (one.left == 0 || asked > one.left) {
      return remember(operationId, CreditRefusal.EXCEEDS_CONSUMPTION, asked, one.wallet);
    }
    long back = amount == null ? one.left : amount;
    spent.put(consumption, new Spent(one.wallet, one.left - back, true));
    add(one.wallet, back);
    return remember(operationId, null, back, one.wallet);
  }

  Answer transfer(String operationId, String from, String to, long amount) {
    Answer before = known.get(operationId);
    if (before != null) {
      return before.again();
    } else if (amount > available.get(from)) {
      return remember(operationId, CreditRefusal.INSUFFICIENT_CREDITS, amount, from);
    }
    add(from, -amount);
    add(to, amount);
    return remember(operationId, null, amount, from);
  }

  /** The answers of a linked batch that fails at {@code index}: of it all, only that refusal is remembered. */
  List<Answer> failLinked(int size, int index, BatchOperation refused, Answer why) {
    known.putIfAbsent(refused.getOperationId(), why);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      answers.add(i == index ? why : new Answer(CreditRefusal.LINKED_OPERATION_FAILED, 0, null, false));
    }
    return answers;
  }

  private Answer remember(String operationId, @Nullable CreditRefusal code, long amount, @Nullable String wallet) {
    Answer answer = new Answer(code, amount, wallet == null ? null : available.get(wallet), false);
    known.put(operationId, answer);
    return answer;
  }
}
