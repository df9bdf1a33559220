package io.tributary.topologies.credits;

/**
 * What a wallet's balance is made of, in whole credits.
 *
 * @param available of grants in effect, free to be spent
 * @param held reserved by open holds, the overdraft that they reserve included
 * @param scheduled of grants that are not in effect yet
 * @param overage spent beyond all grants, and not covered since
 * @param expired what nobody spent in time, ever
 * @param voided what was taken back, ever
 * @param reclaimed what went back unspent to its pool, ever
 * @param forgiven overage that resets dropped, ever
 * @param grants how many grants it has of which something is left or can come
 * @param holds how many are open
 * @param state what its policy has led to
 */
public record WalletFigures(
    long available,
    long held,
    long scheduled,
    long overage,
    long expired,
    long voided,
    long reclaimed,
    long forgiven,
    int grants,
    int holds,
    WalletPolicy policy,
    PolicyState state) {
  static WalletFigures of(Wallet wallet) {
    WalletTotals totals = wallet.totals();
    return new WalletFigures(
        wallet.available(),
        wallet.holds().stream().mapToLong(Hold::amount).sum(),
        wallet.scheduled(),
        wallet.overage(),
        totals.expired(),
        totals.voided(),
        totals.reclaimed(),
        totals.forgiven(),
        wallet.grants().size(),
        wallet.holds().size(),
        wallet.policy(),
        wallet.state());
  }

  /** Whether it should get no more grants with terms of their own: it is one row, read and written with each decision. */
  public boolean fullOfGrants() {
    return grants >= WalletBook.MAX_GRANTS;
  }

  /** Of a wallet that simply has credits. */
  public static WalletFigures plain(long available) {
    return new WalletFigures(
        available, 0, 0, 0, 0, 0, 0, 0, available > 0 ? 1 : 0, 0, WalletPolicy.NONE, PolicyState.NONE);
  }
}
