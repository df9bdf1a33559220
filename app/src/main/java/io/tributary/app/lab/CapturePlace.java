package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.connectors.CaptureConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Takes from capture, while it is away, what tells it where to go on. It must not start then, and say so: going on from anywhere
 * would leave a gap that nobody sees. Told to read the whole outbox again, it brings what was written meanwhile, once.
 */
final class CapturePlace {
  private static final Duration REFUSES = Duration.ofMinutes(2);
  private static final Duration READY = Duration.ofMinutes(3);

  private final Scene scene;

  private CapturePlace(Scene scene) {
    this.scene = scene;
  }

  static void lose(Scene scene) throws InterruptedException {
    CapturePlace place = new CapturePlace(scene);
    place.lose("its offsets are deleted", () -> scene.topics().delete(CaptureConfig.DEFAULT_OFFSETS_TOPIC));
    place.lose("its slot is dropped", () -> scene.servers().sql("select pg_drop_replication_slot('tributary_outbox')"));
    place.lose("its slot is advanced", () ->
        scene.servers().sql("select pg_replication_slot_advance('tributary_outbox', pg_current_wal_lsn())"));
  }

  private interface Loss {
    void happen() throws InterruptedException;
  }

  private void lose(String what, Loss loss) throws InterruptedException {
    Member capture = scene.capture().member();
    scene.capture().close();
    Allocations allocations = Allocations.sideBySide(scene, 1);
    allocations.awaitWritten();
    loss.happen();
    scene.note("capture is away, each tenant has a new allocation, " + what);
    RoleProcess refused = scene.fleet().start(capture);
    OptionalInt status = refused.awaitExit(REFUSES);
    String words = refused.lastWords();
    scene.found("capture does not start when " + what, status.orElse(0) != 0 && words.contains("--recapture"),
        status.isEmpty() ? "it runs" : "status " + status.getAsInt() + ": " + Scene.lastOf(words));
    refused.close();
    scene.fleet().start(capture, List.of("--recapture"), Map.of()).awaitReady(READY);
    scene.note("capture reads the outbox again");
    long lacking = allocations.await();
    scene.found("what was written while " + what + " is in the wallets", lacking == 0, lacking + " wallets lack some");
  }
}
