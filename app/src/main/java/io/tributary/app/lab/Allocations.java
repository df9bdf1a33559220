package io.tributary.app.lab;

import io.tributary.app.orders.HttpPlatform;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Writes allocations to PostgreSQL, one after the other, to each tenant in its turn; capture has to carry them. */
final class Allocations {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long CREDITS = 7;

  private final Scene scene;
  private final Thread thread;

  private Allocations(Scene scene, int count) {
    this.scene = scene;
    thread = Thread.ofVirtual().start(() -> write(count));
  }

  static Allocations start(Scene scene, int count) {
    return new Allocations(scene, count);
  }

  private void write(int count) {
    List<Account> accounts = scene.load().accounts();
    String run = UUID.randomUUID().toString();
    for (int i = 0; i < count; i++) {
      Account account = accounts.get(i % accounts.size());
      try (HttpPlatform platform = scene.load().platform(run + "-" + i)) {
        platform.fund(account.id(), CREDITS);
        account.allocated().addAndGet(CREDITS);
      }
    }
  }

  /** Until all of them are committed in PostgreSQL. */
  void awaitWritten() throws InterruptedException {
    thread.join();
  }

  /** Until all of them are in the wallets, or for two minutes; returns how many wallets lack some still. */
  long await() throws InterruptedException {
    thread.join();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long lacking = 0;
    for (Account account : scene.load().accounts()) {
      try (HttpPlatform platform = scene.load().platform("look")) {
        while (lacks(platform, account) && System.nanoTime() < deadline) {
          Thread.sleep(50);
        }
        lacking += lacks(platform, account) ? 1 : 0;
      }
    }
    return lacking;
  }

  private static boolean lacks(HttpPlatform platform, Account account) {
    return platform.wallet(account.id()).allocated() < account.allocated().get();
  }
}
