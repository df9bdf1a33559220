package io.tributary.app.replay;

import java.util.Locale;

/** Why a line can't be used. */
public enum RejectReason {
  BAD_QUOTING,
  WRONG_COLUMN_COUNT,
  NO_INVOICE,
  NO_STOCK_CODE,
  BAD_QUANTITY,
  BAD_DATE,
  BAD_PRICE,
  BAD_CUSTOMER,
  NO_COUNTRY,
  /** Another line of the same invoice, earlier in the file, has another country. */
  OTHER_COUNTRY,
  /** Another line of the same invoice, earlier in the file, has another customer. */
  OTHER_CUSTOMER;

  /** As it stands in the rejects file. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
