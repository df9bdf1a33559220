package io.tributary.app.lab;

import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.Order;
import io.tributary.app.orders.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Seeded work on some tenants until it is stopped: each has one who spends, and two who read, fresh and available. Who spends
 * sends an operation again until it is answered, as a client library does.
 */
final class Load {
  private static final Duration SPEND_EVERY = Duration.ofMillis(50);
  private static final Duration CALM = Duration.ofSeconds(60);

  private final HttpPlatform platform;
  private final Function<String, HttpPlatform> others;
  private final List<Account> accounts;
  private final List<WalletReader> fresh = new ArrayList<>();
  private final List<WalletReader> available = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final List<Spend> unanswered = new CopyOnWriteArrayList<>();
  private final AtomicLong slowest = new AtomicLong();
  private final String run;
  private volatile boolean over;

  /** An operation of a client. */
  private record Spend(Account account, Order order) {}

  /**
   * @param others makes further clients, by the name under which they fund
   * @param run names the operations of this load
   */
  Load(
      HttpPlatform platform,
      Function<String, HttpPlatform> others,
      LabClient client,
      List<Account> accounts,
      String run,
      long seed) {
    this.platform = platform;
    this.others = others;
    this.accounts = accounts;
    this.run = run;
    for (Account account : accounts) {
      Random random = new Random(seed ^ account.name().hashCode());
      fresh.add(new WalletReader(client, account, "fresh", () -> over));
      available.add(new WalletReader(client, account, "available", () -> over));
      threads.add(Thread.ofVirtual().unstarted(() -> spend(account, random)));
      threads.add(Thread.ofVirtual().unstarted(fresh.getLast()));
      threads.add(Thread.ofVirtual().unstarted(available.getLast()));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  private void spend(Account account, Random random) {
    try {
      for (int number = 0; !over; number++) {
        String id = run + "-" + account.name() + "-" + number;
        Spend spend = new Spend(
            account, new Order(id, Order.Operation.CREATE, account.name(), null, 1 + random.nextInt(20)));
        long begin = System.nanoTime();
        try {
          send(spend);
        } catch (RuntimeException e) {
          refused.add(account.name() + " gave up: " + e.getMessage());
          unanswered.add(spend);
          return;
        }
        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        Thread.sleep(SPEND_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Spend spend) {
    Verdict verdict = platform.consume(spend.account().id(), null, spend.order());
    if (verdict instanceof Verdict.Approved) {
      spend.account().acknowledged(spend.order().id(), spend.order().credits());
    } else {
      refused.add(spend.order().id() + ": " + verdict);
    }
  }

  /** Asks once more for what a client gave up, which may have been decided: by now the platform must be able to tell. */
  void askAgain() {
    for (Spend spend : unanswered) {
      try {
        send(spend);
      } catch (RuntimeException e) {
        refused.add(spend.account().name() + " is still not answered: " + e.getMessage());
      }
    }
  }

  /** Waits until every fresh reader is answered from now on; false when one still is not after a minute. */
  boolean awaitCalm() throws InterruptedException {
    long now = System.nanoTime();
    long deadline = now + CALM.toNanos();
    while (!fresh.stream().allMatch(reader -> reader.answeredSince(now))) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  /** Lets what is under way end. */
  void stop() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Another client, which funds under this name. */
  HttpPlatform platform(String source) {
    return others.apply(source);
  }

  List<Account> accounts() {
    return accounts;
  }

  List<WalletReader> fresh() {
    return fresh;
  }

  List<WalletReader> available() {
    return available;
  }

  /** What was not approved in the end, and why. */
  List<String> refused() {
    return refused;
  }

  Duration slowestWrite() {
    return Duration.ofNanos(slowest.get());
  }
}
