package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.RoleProcess;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A worker's stores lie on a small disk of their own, which fills: first so far that an orderly stop still has room, then wholly.
 * It must stop and say so, each time, and not start before there is room again.
 */
final class DiskFull {
  private static final int MEGABYTES = 512;

  /** Below what a worker wants to have. */
  private static final int LITTLE = 40;

  private static final Duration STOPS = Duration.ofMinutes(1);

  private final Scene scene;
  private final Member worker;
  private final SmallDisk disk;

  private DiskFull(Scene scene, Member worker, SmallDisk disk) {
    this.scene = scene;
    this.worker = worker;
    this.disk = disk;
  }

  static void run(Scene scene) throws InterruptedException {
    Member worker = scene.workers().getFirst();
    // Before the mount: it would hide the directory from who has it open, which is another fault.
    scene.fleet().process(worker).close();
    try (SmallDisk disk = SmallDisk.mount(scene.fleet().surroundings().states(worker), MEGABYTES)) {
      scene.startAgain(worker);
      scene.note("its stores are on a disk of " + MEGABYTES + " MB");
      new DiskFull(scene, worker, disk).run();
      scene.fleet().process(worker).close();
    } catch (NotTriedException e) {
      scene.startAgain(worker);
      throw e;
    }
    scene.startAgain(worker);
    scene.awaitShares();
    scene.awaitCalm();
  }

  private void run() throws InterruptedException {
    scene.awaitShares();
    disk.fill(LITTLE);
    scene.note("the disk has " + LITTLE + " MB left");
    stops(scene.fleet().process(worker), "it stops while there is a little room, and says why");
    scene.awaitCalm();
    stops(scene.fleet().start(worker), "it does not start on a full disk, and says why");
    disk.free();
    scene.note("there is room again");
    scene.startAgain(worker);
    scene.awaitShares();
    disk.fill(0);
    scene.note("the disk is full to its last byte");
    stops(scene.fleet().process(worker), "it stops when there is no room at all, and says why");
    scene.awaitCalm();
    disk.free();
    scene.note("there is room again");
    scene.startAgain(worker);
    scene.awaitShares();
  }

  private void stops(RoleProcess process, String what) throws InterruptedException {
    OptionalInt status = process.awaitExit(STOPS);
    String words = process.lastWords();
    scene.found(what, status.orElse(0) != 0 && (words.contains("is full") || words.contains("No space left")),
        status.isEmpty() ? "it runs" : "status " + status.getAsInt() + ": " + Scene.lastOf(words));
    if (status.isEmpty()) {
      process.kill();
    }
  }
}
