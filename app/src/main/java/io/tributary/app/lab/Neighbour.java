package io.tributary.app.lab;

import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.Order;
import io.tributary.app.orders.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Floods one tenant and watches what another one's operations take. */
final class Neighbour {
  private static final int FLOODERS = 100;
  private static final Duration BEARABLE = Duration.ofSeconds(3);

  private final Scene scene;
  private final HttpPlatform platform;
  private final String run = UUID.randomUUID().toString();

  private Neighbour(Scene scene, HttpPlatform platform) {
    this.scene = scene;
    this.platform = platform;
  }

  static void flood(Scene scene, Duration time) throws InterruptedException {
    try (HttpPlatform platform = scene.load().platform("flood")) {
      new Neighbour(scene, platform).run(time);
    }
  }

  private void run(Duration time) throws InterruptedException {
    Account noisy = scene.load().accounts().getFirst();
    Account watched = scene.load().accounts().getLast();
    Duration before = percentile99(watched, "calm", time);
    long flooded = noisy.operations().size();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> flooders = new ArrayList<>();
    for (int number = 0; number < FLOODERS; number++) {
      String name = run + "-flood-" + number + "-";
      flooders.add(Thread.ofVirtual().start(() -> {
        for (int i = 0; !over.get(); i++) {
          spend(noisy, name + i);
        }
      }));
    }
    scene.note(FLOODERS + " clients flood " + noisy.name());
    Duration during = percentile99(watched, "flooded", time);
    over.set(true);
    for (Thread flooder : flooders) {
      flooder.join();
    }
    long operations = noisy.operations().size() - flooded;
    scene.note("the flood ends after " + operations + " operations");
    scene.found("the neighbour's p99 stays below " + Checks.seconds(BEARABLE), during.compareTo(BEARABLE) < 0,
        "%d ms before, %d ms while the other did %d operations/s".formatted(
            before.toMillis(), during.toMillis(), operations / time.toSeconds()));
  }

  private Duration percentile99(Account account, String phase, Duration time) throws InterruptedException {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; System.nanoTime() < end; i++) {
      long begin = System.nanoTime();
      spend(account, run + "-" + phase + "-" + i);
      nanos.add(System.nanoTime() - begin);
      Thread.sleep(20);
    }
    return Duration.ofNanos(nanos.stream().sorted().skip(nanos.size() * 99L / 100).findFirst().orElse(0L));
  }

  private void spend(Account account, String operationId) {
    Verdict verdict = platform.consume(
        account.id(), null, new Order(operationId, Order.Operation.CREATE, account.name(), null, 1));
    if (verdict instanceof Verdict.Approved) {
      account.acknowledged(operationId, 1);
    }
  }
}
