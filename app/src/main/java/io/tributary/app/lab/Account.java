package io.tributary.app.lab;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the oracle knows of one tenant's wallet: only what a client was told. Thread-safe.
 *
 * @param id the tenant's
 * @param funded credits allocated before the load began
 */
record Account(String name, String id, long funded, AtomicLong allocated, AtomicLong consumed, Set<String> operations) {
  static Account of(String name, String id, long funded) {
    return new Account(
        name, id, funded, new AtomicLong(funded), new AtomicLong(), ConcurrentHashMap.newKeySet());
  }

  /** The platform said that it took these credits for this operation. */
  void acknowledged(String operationId, long credits) {
    operations.add(operationId);
    consumed.addAndGet(credits);
  }
}
