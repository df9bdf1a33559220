package io.tributary.app.lab;

import io.tributary.app.orders.HttpPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Writes allocations to PostgreSQL, which capture has to carry. */
final class Allocations {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long CREDITS = 7;

  private final Scene scene;
  private final String run = UUID.randomUUID().toString();
  private final List<Thread> threads = new ArrayList<>();

  private Allocations(Scene scene) {
    this.scene = scene;
  }

  /** One after the other, to each tenant in its turn. */
  static Allocations inTurn(Scene scene, int count) {
    Allocations allocations = new Allocations(scene);
    allocations.start(() -> IntStream.range(0, count).forEach(number ->
        allocations.write(scene.load().accounts().get(number % scene.load().accounts().size()), number)));
    return allocations;
  }

  /** To all tenants at once: while capture is away each takes two seconds, in which it waits for the ledger. */
  static Allocations sideBySide(Scene scene, int each) {
    Allocations allocations = new Allocations(scene);
    scene.load().accounts().forEach(account ->
        allocations.start(() -> IntStream.range(0, each).forEach(number -> allocations.write(account, number))));
    return allocations;
  }

  private void start(Runnable work) {
    threads.add(Thread.ofVirtual().start(work));
  }

  private void write(Account account, int number) {
    try (HttpPlatform platform = scene.load().platform(run + "-" + number)) {
      platform.fund(account.id(), CREDITS);
      account.allocated().addAndGet(CREDITS);
    }
  }

  /** Until all of them are committed in PostgreSQL. */
  void awaitWritten() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Until all of them are in the wallets, or for two minutes; returns how many wallets lack some still. */
  long await() throws InterruptedException {
    awaitWritten();
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
