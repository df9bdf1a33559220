package io.tributary.app.orders;

/** The platform's final word on an order. */
public sealed interface Verdict {
  /** The credits were taken. */
  record Approved() implements Verdict {}

  /** The ledger refused for lack of credits; the same operation will be refused again. */
  record Insufficient() implements Verdict {}

  /** The request failed for another reason, under a code of {@code docs/errors.md}; another attempt may succeed. */
  record Failed(String code, String detail) implements Verdict {}
}
