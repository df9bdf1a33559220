package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;

/** A policy within its wallet's row, with a format of its own. */
final class PolicyFields {
  private static final int FORMAT = 1;

  private PolicyFields() {}

  static byte[] encode(WalletPolicy policy) {
    return new RowEncoder(FORMAT).number(policy.overdraft()).toBytes();
  }

  static WalletPolicy decode(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return new WalletPolicy(row.number());
  }
}
