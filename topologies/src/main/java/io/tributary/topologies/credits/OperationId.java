package io.tributary.topologies.credits;

import java.util.List;

/** Which operation of a tenant; the same id of another application or code is another operation. */
public record OperationId(String application, String code, String id) {
  /** Stands for the application of what is done to wallets and holds themselves; no application has this name. */
  public static final String LEDGER = "ledger";

  public static final String POST_HOLD = "holds.post";
  public static final String VOID_HOLD = "holds.void";
  public static final String VOID_GRANT = "grants.void";
  public static final String RESET_WALLET = "wallets.reset";
  public static final String SET_POLICY = "wallets.policy";
  public static final String DECLINE_TOP_UP = "topups.decline";
  public static final String REVERSE = "consumptions.reverse";
  public static final String TRANSFER = "transfers";
  public static final String RECLAIM = "credits.reclaim";

  /** An operation on a wallet or hold. */
  public static OperationId own(String code, String id) {
    return new OperationId(LEDGER, code, id);
  }

  /** The aggregate's id in the envelope. */
  public String aggregateId() {
    return application + "/" + code + "/" + id;
  }

  /** The identity, in the order of the operation log's keys. */
  List<String> identity() {
    return List.of(application, code, id);
  }
}
