package io.tributary.outbox;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Read-committed transactions. Every write takes its locks in one order: the idempotency key, the tenant's row, the user's
 * or pool's row, the subject's key, and last the tenant's sequence in one context, so that writers can't wait for each
 * other in a circle. The one circle left, two users who swap addresses, is broken by Postgres and tried again here.
 */
final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
  private static final int ATTEMPTS = 3;

  private final TransactionTemplate required;
  private final TransactionTemplate nested;

  Transactions(DataSource dataSource) {
    JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
    this.required = new TransactionTemplate(manager);
    this.nested = new TransactionTemplate(manager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** Runs {@code work} in one transaction; an exception rolls everything back. */
  <T> T run(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return required.execute(status -> work.get());
      } catch (PessimisticLockingFailureException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.info("A transaction lost a lock (attempt {} of {}): {}", attempt, ATTEMPTS, e.getMessage());
      }
    }
  }

  /** As {@link #run(Supplier)}, for work without a result. */
  void run(Runnable work) {
    run(() -> {
      work.run();
      return true;
    });
  }

  /** Runs {@code work} under a savepoint of the running transaction; an exception undoes only that. */
  <T> T savepoint(Supplier<T> work) {
    return nested.execute(status -> work.get());
  }
}
