package io.tributary.api.auth;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.Collection;

/**
 * Who may do what (first cut of SPEC A6).
 *
 * <ul>
 *   <li>The platform's operator may do everything, for any tenant.
 *   <li>A tenant's token acts for its own tenant only: whatever else the request names (header, subdomain, query, path,
 *       body) must agree, or it is {@code TENANT_MISMATCH}; a resource of another tenant is not found.
 *   <li>OWNER and MANAGER allocate, reclaim and transfer credits, reverse consumptions, void grants, write users, and read
 *       prices. Nobody grants a role above their own, or changes a user who has one.
 *   <li>OWNER and MANAGER keep products, warehouses and the rules of stock, and correct quantities.
 *   <li>Every role reads its tenant's data, consumes and holds credits, moves and reserves stock.
 *   <li>Registering, listing, suspending, reactivating and archiving tenants, funding, and setting prices, is the
 *       platform's; so is what makes credits out of nothing: an overdraft, and the reset that forgives one.
 * </ul>
 */
public final class AccessRules {
  private AccessRules() {}

  /**
   * Lets a caller on whose role allows the action.
   *
   * @throws ProblemException {@code FORBIDDEN} when the role is below what the action needs
   */
  public static void require(Caller caller, Action action) {
    if (caller.role().level() < action.least().level()) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "this needs the role " + action.least() + " or above");
    }
  }

  /**
   * Lets a caller on who stands at least as high as each of the roles; names that are no roles are the write side's matter.
   *
   * @throws ProblemException {@code FORBIDDEN} when one of the roles is above the caller's
   */
  public static void requireRank(Caller caller, Collection<String> roles) {
    for (String role : roles) {
      int level = CallerRole.of(role).map(CallerRole::level).orElse(0);
      if (level > caller.role().level()) {
        throw new ProblemException(ErrorCode.FORBIDDEN, "the role " + role + " is above the caller's own");
      }
    }
  }
}
