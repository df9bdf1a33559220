package io.tributary.app.orders;

import org.jspecify.annotations.Nullable;

/**
 * What sending orders needs of a running instance. Every call may be repeated without a second effect.
 *
 * <p>All methods throw {@link io.tributary.app.CommandFailure} when the instance can't be reached for minutes or refuses.
 */
public interface Platform extends AutoCloseable {
  /** A wallet's totals in whole credits. */
  record Wallet(long balance, long allocated, long consumed) {
    /** This wallet after more was allocated and consumed. */
    public Wallet plus(long moreAllocated, long moreConsumed) {
      return new Wallet(balance + moreAllocated - moreConsumed, allocated + moreAllocated, consumed + moreConsumed);
    }
  }

  /** A wallet to which nothing was ever allocated. */
  Wallet EMPTY = new Wallet(0, 0, 0);

  /** The id of the tenant with this name, registered if there is none under its domain. */
  String tenant(String name);

  /** Funds the tenant's root organization once and allocates all of it to {@code operations}. */
  void fund(String tenantId, long credits);

  /** The id of the user for a customer number, created if absent. */
  String user(String tenantId, String tenantName, String customer);

  Verdict consume(String tenantId, @Nullable String userId, Order order);

  /** The wallet of the tenant's root organization for {@code operations}. */
  Wallet wallet(String tenantId);

  @Override
  void close();
}
