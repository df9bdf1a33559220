package io.tributary.app.lab;

import java.time.Duration;

/**
 * What an experiment allows its clients to notice.
 *
 * @param freshOutage how long fresh reads of a tenant may go without an answer
 * @param availableFailures how many reads may fail that accept stated lag
 * @param write how long an operation may take, with all the client's attempts
 */
record Limits(Duration freshOutage, long availableFailures, Duration write) {
  static Limits of(long freshSeconds, long availableFailures, long writeSeconds) {
    return new Limits(Duration.ofSeconds(freshSeconds), availableFailures, Duration.ofSeconds(writeSeconds));
  }
}
