package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Workers are replaced one after the other by such of a version with more stores, and then by those of this version again. */
final class VersionChange {
  private static final Duration READY = Duration.ofMinutes(3);

  private VersionChange() {}

  static void roll(Scene scene) throws InterruptedException {
    for (Member worker : scene.workers()) {
      scene.note("SIGTERM " + worker.name());
      scene.fleet().process(worker).close();
      scene.fleet().start(worker, List.of(NextVersion.OPTION), Map.of()).awaitReady(READY);
      scene.note(worker.name() + " is of the next version, and ready");
    }
    scene.awaitShares();
    scene.awaitCalm();
    scene.rest(Duration.ofSeconds(2));
    long rows = scene.topics().volume(NextVersion.changelog(Context.CREDITS)).records();
    scene.found("the new store is written", rows > 0, rows + " rows in its changelog");
    for (Member worker : scene.workers()) {
      scene.note("SIGTERM " + worker.name());
      scene.fleet().process(worker).close();
      scene.startAgain(worker);
    }
    scene.awaitCalm();
  }
}
