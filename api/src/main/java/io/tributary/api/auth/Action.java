package io.tributary.api.auth;

/** What a caller may be allowed to do, with the least role that may. {@link AccessRules} says it in words. */
public enum Action {
  REGISTER_TENANT(CallerRole.PLATFORM),
  LIST_TENANTS(CallerRole.PLATFORM),
  CHANGE_TENANT_STATUS(CallerRole.PLATFORM),
  FUND(CallerRole.PLATFORM),
  RESET_WALLET(CallerRole.PLATFORM),
  SET_WALLET_POLICY(CallerRole.PLATFORM),
  DECLINE_TOP_UP(CallerRole.PLATFORM),
  SET_PRICES(CallerRole.PLATFORM),
  READ_PRICES(CallerRole.MANAGER),
  ALLOCATE(CallerRole.MANAGER),
  RECLAIM(CallerRole.MANAGER),
  VOID_GRANT(CallerRole.MANAGER),
  REVERSE(CallerRole.MANAGER),
  TRANSFER(CallerRole.MANAGER),
  WRITE_USERS(CallerRole.MANAGER),
  MANAGE_INVENTORY(CallerRole.MANAGER),
  READ(CallerRole.BASIC),
  MOVE_STOCK(CallerRole.BASIC),
  CONSUME(CallerRole.BASIC);

  private final CallerRole least;

  Action(CallerRole least) {
    this.least = least;
  }

  CallerRole least() {
    return least;
  }
}
