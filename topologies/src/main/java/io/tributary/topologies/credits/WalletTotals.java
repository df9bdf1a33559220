package io.tributary.topologies.credits;

/**
 * A wallet's sums since it exists. Nothing gets lost: {@code granted = scheduled + available + held + expired + voided
 * + sent + reclaimed + (consumed - overage - forgiven)}.
 *
 * @param granted each grant, each of its recurrences, and what resets topped up
 * @param consumed each consumption and posted hold, also the part that became overage; less what was reversed
 * @param expired what nobody spent in time: at a grant's expiry, recurrence or reset
 * @param voided what was unspent of grants when they were voided
 * @param forgiven overage that a reset dropped
 * @param sent what went to other wallets
 * @param reclaimed what went back unspent to the entity's pool
 */
public record WalletTotals(
    long granted, long consumed, long expired, long voided, long forgiven, long sent, long reclaimed) {
  static final WalletTotals NONE = new WalletTotals(0, 0, 0, 0, 0, 0, 0);

  WalletTotals grant(long amount) {
    return new WalletTotals(Math.addExact(granted, amount), consumed, expired, voided, forgiven, sent, reclaimed);
  }

  WalletTotals consume(long amount) {
    return new WalletTotals(granted, Math.addExact(consumed, amount), expired, voided, forgiven, sent, reclaimed);
  }

  WalletTotals expire(long amount) {
    return new WalletTotals(granted, consumed, Math.addExact(expired, amount), voided, forgiven, sent, reclaimed);
  }

  WalletTotals forfeit(long amount) {
    return new WalletTotals(granted, consumed, expired, Math.addExact(voided, amount), forgiven, sent, reclaimed);
  }

  WalletTotals forgive(long amount) {
    return new WalletTotals(granted, consumed, expired, voided, Math.addExact(forgiven, amount), sent, reclaimed);
  }

  WalletTotals send(long amount) {
    return new WalletTotals(granted, consumed, expired, voided, forgiven, Math.addExact(sent, amount), reclaimed);
  }

  WalletTotals reclaim(long amount) {
    return new WalletTotals(granted, consumed, expired, voided, forgiven, sent, Math.addExact(reclaimed, amount));
  }
}
