package io.tributary.app.fleet;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts processes again that die, as an orchestrator does. */
final class KeepAlive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Fleet fleet;
  private final CountDownLatch closed = new CountDownLatch(1);

  private KeepAlive(Fleet fleet) {
    this.fleet = fleet;
  }

  static KeepAlive start(Fleet fleet) {
    KeepAlive keeper = new KeepAlive(fleet);
    Arrays.stream(Member.Kind.values())
        .flatMap(kind -> fleet.members(kind).stream())
        .forEach(member -> Thread.ofVirtual().name("keeps " + member.name()).start(() -> keeper.keep(member)));
    return keeper;
  }

  private void keep(Member member) {
    try {
      while (true) {
        fleet.process(member).exited().join();
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        LOG.warn("{} has ended and is started again", member.name());
        fleet.start(member);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
