package io.tributary.api.live;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far capture is behind the outbox; asked about once a second. */
@FunctionalInterface
public interface CaptureGauge {
  /**
   * @return empty while it can't be told
   */
  Optional<Reading> read();

  /**
   * @param bytesBehind log that PostgreSQL has written and capture has not confirmed
   * @param latencyMillis from commit to Kafka's acknowledgement, of the last rows; null where only capture itself knows
   */
  record Reading(long bytesBehind, @Nullable Long latencyMillis) {}
}
