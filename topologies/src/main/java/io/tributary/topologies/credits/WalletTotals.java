package io.tributary.topologies.credits;

/**
 * A wallet's sums since it exists. Nothing gets lost: {@code granted = scheduled + available + held + expired + voided
 * + reclaimed + (consumed - overage - forgiven)}.
 *
 * @param granted each grant, each of its recurrences, and what resets topped up
 * @param consumed each consumption and posted hold, also the part that became overage
 * @param expired what nobody spent in time: at a grant's expiry, recurrence or reset
 * @param voided what was unspent of grants when they were voided
 * @param reclaimed what went back unspent to the pool that it was allocated from
 * @param forgiven overage that a reset dropped
 */
public record WalletTotals(long granted, long consumed, long expired, long voided, long reclaimed, long forgiven) {
  static final WalletTotals NONE = new WalletTotals(0, 0, 0, 0, 0, 0);

  WalletTotals grant(long amount) {
    return new WalletTotals(Math.addExact(granted, amount), consumed, expired, voided, reclaimed, forgiven);
  }

  WalletTotals consume(long amount) {
    return new WalletTotals(granted, Math.addExact(consumed, amount), expired, voided, reclaimed, forgiven);
  }

  WalletTotals expire(long amount) {
    return new WalletTotals(granted, consumed, Math.addExact(expired, amount), voided, reclaimed, forgiven);
  }

  WalletTotals forfeit(long amount) {
    return new WalletTotals(granted, consumed, expired, Math.addExact(voided, amount), reclaimed, forgiven);
  }

  WalletTotals forgive(long amount) {
    return new WalletTotals(granted, consumed, expired, voided, reclaimed, Math.addExact(forgiven, amount));
  }

  WalletTotals reclaim(long amount) {
    return new WalletTotals(granted, consumed, expired, voided, Math.addExact(reclaimed, amount), forgiven);
  }
}
