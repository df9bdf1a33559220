package io.tributary.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StartupTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Startup startup = new Startup(Duration.ofSeconds(5));

  @Test
  void startsAfterWhatAStepNeedsAndStopsInReverse() throws Exception {
    Step<Server> database = startup.step("database", () -> new Server("database"));
    Step<Server> tables = startup.step("tables", () -> new Server("tables on " + database.get().name()), database);
    startup.step("api", () -> new Server("api on " + tables.get().name()), tables, database);

    startup.run(new Recorder());
    startup.close();

    assertThat(events).containsExactly(
        "start database", "start tables on database", "start api on tables on database",
        "stop api on tables on database", "stop tables on database", "stop database");
  }

  @Test
  void runsIndependentStepsSideBySide() throws Exception {
    CyclicBarrier bothAreUnderWay = new CyclicBarrier(2);
    startup.step("left", () -> bothAreUnderWay.await(5, TimeUnit.SECONDS));
    startup.step("right", () -> bothAreUnderWay.await(5, TimeUnit.SECONDS));

    startup.run(new Recorder());
  }

  @Test
  void aFailureStopsTheRestAndUndoesWhatWasStarted() {
    Step<Server> first = startup.step("first", () -> new Server("first"));
    startup.step("slow", () -> new CountDownLatch(1).await(1, TimeUnit.MINUTES), first);
    Step<Server> broken = startup.step("broken", () -> {
      throw new IllegalStateException("no luck");
    }, first);
    startup.step("never", () -> new Server("never"), broken);

    assertThatThrownBy(() -> startup.run(new Recorder()))
        .isInstanceOf(StartFailedException.class)
        .hasMessage("broken: no luck");
    assertThat(events).containsExactly("start first", "failed broken", "stop first");
  }

  @Test
  void anAbortEndsTheStart() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    startup.step("server", () -> new Server("server"));
    startup.step("slow", () -> {
      underWay.countDown();
      return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    });
    Thread stopper = Thread.ofVirtual().start(() -> {
      try {
        underWay.await();
        startup.abort("it was stopped");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });

    assertThatThrownBy(() -> startup.run(new Recorder())).hasMessageContaining("it was stopped");
    assertThat(events).contains("stop server");
    stopper.join();
  }

  @Test
  void onePartThatDoesNotCloseKeepsNoOtherFromClosing() throws Exception {
    Step<Server> below = startup.step("below", () -> new Server("below"));
    startup.step("stubborn", () -> (AutoCloseable) () -> {
      throw new IllegalStateException("stubborn");
    }, below);

    startup.run(new Recorder());
    startup.close();

    assertThat(events).endsWith("stop below");
  }

  @Test
  void aStepMayNotUseWhatItDoesNotComeAfter() {
    Step<Server> late = startup.step("late", () -> new Server("late"), startup.step("gate", () -> {
      Thread.sleep(100);
      return 1;
    }));
    startup.step("hasty", late::get);

    assertThatThrownBy(() -> startup.run(new Recorder())).hasMessageContaining("\"late\" is used by a step");
  }

  private final class Server implements AutoCloseable {
    private final String name;

    Server(String name) {
      this.name = name;
      events.add("start " + name);
    }

    String name() {
      return name;
    }

    @Override
    public void close() {
      events.add("stop " + name);
    }
  }

  private final class Recorder implements StartListener {
    @Override
    public void started(String step) {}

    @Override
    public void made(String step, Duration took) {
      assertThat(took.isNegative()).isFalse();
    }

    @Override
    public void failed(String step, Throwable cause) {
      events.add("failed " + step);
    }
  }
}
