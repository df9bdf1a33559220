package io.tributary.app.orders;

import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts per tenant, as they come in from many threads. */
public final class Ledger {
  /** A tenant's part: orders and credits that were approved, and orders that were refused. */
  public record Account(long approved, long insufficient, long failed, long consumed) {
    static final Account EMPTY = new Account(0, 0, 0, 0);

    Account plus(long credits, Verdict verdict) {
      return switch (verdict) {
        case Verdict.Approved a -> new Account(approved + 1, insufficient, failed, consumed + credits);
        case Verdict.Insufficient i -> new Account(approved, insufficient + 1, failed, consumed);
        case Verdict.Failed f -> new Account(approved, insufficient, failed + 1, consumed);
      };
    }
  }

  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();

  public synchronized void add(Order order, Verdict verdict) {
    accounts.merge(order.tenant(), Account.EMPTY.plus(order.credits(), verdict), Ledger::sum);
    switch (verdict) {
      case Verdict.Approved approved -> { }
      case Verdict.Insufficient insufficient -> refusals.merge("insufficient_credits", 1L, Long::sum);
      case Verdict.Failed(String code, String detail) -> {
        refusals.merge(code, 1L, Long::sum);
        examples.putIfAbsent(code, order.id() + ": " + detail);
      }
    }
  }

  private static Account sum(Account a, Account b) {
    return new Account(
        a.approved + b.approved, a.insufficient + b.insufficient, a.failed + b.failed, a.consumed + b.consumed);
  }

  public synchronized Account of(String tenant) {
    return accounts.getOrDefault(tenant, Account.EMPTY);
  }

  public synchronized Map<String, Account> accounts() {
    return new TreeMap<>(accounts);
  }

  public synchronized Account total() {
    return accounts.values().stream().reduce(Account.EMPTY, Ledger::sum);
  }

  /** Orders that were not approved, by code. */
  public synchronized Map<String, Long> refusals() {
    return new TreeMap<>(refusals);
  }

  /** One order and its message for each code of a failure. */
  public synchronized Map<String, String> examples() {
    return new TreeMap<>(examples);
  }
}
