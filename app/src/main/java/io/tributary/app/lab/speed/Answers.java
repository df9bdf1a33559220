package io.tributary.app.lab.speed;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of many reads.
 *
 * @param all of them
 * @param standbys those that a standby answered
 */
record Answers(Distribution all, Distribution standbys, double perSecond) {
  /** What the answer of a standby has in it. */
  static final String STANDBY = "\"servedBy\":\"standby\"";

  /** Callers that ask again as soon as they are answered, so often in all. */
  static Answers ask(Getter client, @Nullable String consistency, IntFunction<String> paths, int times, int callers)
      throws InterruptedException, ExecutionException {
    record Asked(LongStream.Builder all, LongStream.Builder standbys) {}
    Callers.All<Asked> asked = Callers.run(callers, caller -> {
      Asked mine = new Asked(LongStream.builder(), LongStream.builder());
      client.repeat(times / callers, consistency, number -> paths.apply(number + caller), (body, nanos) -> {
        mine.all().add(nanos);
        if (body.contains(STANDBY)) {
          mine.standbys().add(nanos);
        }
      });
      return mine;
    });
    List<Asked> results = asked.results();
    Distribution all = Distribution.of(results.stream().flatMapToLong(one -> one.all().build()));
    Distribution standbys = Distribution.of(results.stream().flatMapToLong(one -> one.standbys().build()));
    return new Answers(all, standbys, all.count() / asked.seconds());
  }
}
