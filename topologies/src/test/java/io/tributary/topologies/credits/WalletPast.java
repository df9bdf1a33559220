package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.credits.WalletChange.Reversed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What a wallet's history has spent, and the grants that it has lost: what reversals go by. */
final class WalletPast {
  private static final OperationId OPERATION = new OperationId("crm", "orders.create", "1");

  private final List<Reversible> spent = new ArrayList<>();
  private final Map<String, GrantState> grants = new HashMap<>();
  private int reversed = -1;
  private long amount;

  void add(WalletBook book) {
    for (WalletChange change : book.changes()) {
      Spent spending = Spent.of(change);
      if (spending.amount() > 0) {
        spent.add(new Reversible(book.wallet().id(), OPERATION, spending, change.at(), Map.of()));
      }
      if (change instanceof WalletChange.Granted granted) {
        grants.put(granted.grant().id(), GrantState.of(granted.grant(), granted.at()));
      } else if (change instanceof WalletChange.Arrived arrived) {
        arrived.grants().forEach(one -> grants.put(one.grant().id(), GrantState.of(one.grant(), arrived.at())));
      } else if (change instanceof WalletChange.Voided voided) {
        grants.compute(voided.grantId(), (id, grant) -> grant.end(GrantState.Phase.VOIDED));
      } else if (change instanceof Reversed back) {
        if (back.refund() != null) {
          grants.put(back.refund().id(), GrantState.of(back.refund(), back.at()));
        }
        Reversible was = spent.get(reversed);
        spent.set(reversed, new Reversible(was.wallet(), OPERATION, was.spent().reverse(amount), was.at(), Map.of()));
      }
    }
  }

  /** Reverses a part of something, at random; the same for the same chance, until it is {@link #add added}. */
  void reverse(WalletBook book, RandomGenerator chance, String refundId) {
    if (spent.isEmpty()) {
      return;
    }
    reversed = chance.nextInt(spent.size());
    Reversible chosen = spent.get(reversed);
    long left = chosen.spent().left();
    if (left == 0) {
      return;
    }
    amount = 1 + chance.nextLong(left);
    long consumed = book.wallet().consumed();
    book.reverse(
        new Reversible(chosen.wallet(), OPERATION, chosen.spent(), chosen.at(), grants), amount, refundId);
    assertThat(book.wallet().consumed()).as("consumed, after %d were reversed", amount).isEqualTo(consumed - amount);
  }
}
