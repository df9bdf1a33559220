package io.tributary.schemas;

/** Credits are whole numbers in a {@code long}, at most {@link #MAX}, so that they stay exact in JSON. */
public final class Amounts {
  /** 9·10^15: below 2^53, the largest range that every JSON reader keeps exact. */
  public static final long MAX = 9_000_000_000_000_000L;

  private Amounts() {}

  /** True for an amount that may be moved: 1 to {@link #MAX}. */
  public static boolean movable(long amount) {
    return amount >= 1 && amount <= MAX;
  }
}
