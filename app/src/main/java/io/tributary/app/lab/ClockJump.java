package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.common.EventMeta;
import io.tributary.schemas.Context;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The wall clock of a worker, and of an API, jumps by an hour, forth and back, as only those two see it: libfaketime answers when
 * they ask the system for the time.
 */
final class ClockJump {
  private static final Duration A_WHILE = Duration.ofSeconds(8);
  private static final Duration READY = Duration.ofMinutes(3);

  /** Longer than an experiment takes, and shorter than the jumps. */
  private static final Duration NEAR = Duration.ofMinutes(40);

  private static final String RIGHT = "+0";
  private static final String LIBRARY = "libfaketimeMT.so.1";

  private ClockJump() {}

  static void run(Scene scene) throws InterruptedException {
    Path library = library();
    Path clock = scene.fleet().surroundings().root().resolve("clock");
    turn(clock, RIGHT);
    List<Member> members = List.of(scene.workers().getFirst(), scene.fleet().members(Kind.API).getFirst());
    for (Member member : members) {
      scene.fleet().process(member).close();
      scene.fleet().start(member, List.of(), Map.of(
          "LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", clock.toString(), "FAKETIME_CACHE_DURATION", "1",
          // Time that only goes on is another clock, which nobody can turn.
          "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1",
          // Made for old C libraries: on others every timed wait ends at once, and the process does nothing but wait again.
          "FAKETIME_FORCE_MONOTONIC_FIX", "0")).awaitReady(READY);
      scene.note(member.name() + " has a clock of its own");
    }
    scene.awaitShares();
    try {
      for (String offset : List.of("+3600", "-3600", RIGHT)) {
        turn(clock, offset);
        scene.note("the two clocks are at " + offset + " s");
        scene.rest(A_WHILE);
        scene.awaitCalm();
      }
    } finally {
      turn(clock, RIGHT);
    }
    for (Member member : members) {
      scene.fleet().process(member).close();
      scene.startAgain(member);
    }
    scene.awaitCalm();
  }

  /** Events tell when they were decided: by the brokers' clock, which is this process's own, and never by one that was an hour off. */
  static void times(Scene scene) {
    Set<String> tenants = scene.load().accounts().stream().map(Account::id).collect(Collectors.toSet());
    Instant now = Instant.now();
    long events = 0;
    long wrong = 0;
    for (ConsumerRecord<String, byte[]> record : scene.topics().read(Context.CREDITS.events())) {
      if (tenants.contains(record.key())) {
        EventMeta meta = (EventMeta) scene.committed().payloads().decode(record.value()).get(0);
        events++;
        wrong += Duration.between(meta.getTimestamp(), now).abs().compareTo(NEAR) > 0 ? 1 : 0;
      }
    }
    scene.found("every event bears the brokers' time", wrong == 0, wrong + " of " + events + " bear another");
  }

  /** Read by the library within a second. */
  private static void turn(Path clock, String offset) {
    try {
      Files.writeString(clock, offset + "\n");
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "A clock cannot be turned: " + e.getMessage(), e);
    }
  }

  /** Where Linux systems put it. */
  private static Path library() {
    for (String libraries : List.of("/usr/lib", "/usr/lib64", "/usr/local/lib")) {
      Path direct = Path.of(libraries, "faketime", LIBRARY);
      if (Files.exists(direct)) {
        return direct;
      }
      try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of(libraries))) {
        for (Path architecture : architectures) {
          Path found = architecture.resolve("faketime").resolve(LIBRARY);
          if (Files.exists(found)) {
            return found;
          }
        }
      } catch (IOException none) {
        // Not every system has each of them.
      }
    }
    throw new NotTriedException("libfaketime (Debian's package has that name)");
  }
}
