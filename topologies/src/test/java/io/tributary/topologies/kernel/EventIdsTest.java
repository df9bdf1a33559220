package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void isAlwaysTheSameForTheSameCause() {
    UUID cause = UUID.fromString("01957e3c-7a3e-7000-8000-000000000001");
    assertThat(EventIds.derive(cause, 0, NOON)).isEqualTo(EventIds.derive(cause, 0, NOON));
    assertThat(EventIds.derive(cause, 0, NOON)).isNotEqualTo(EventIds.derive(cause, 1, NOON));
    // Pinned: ids that were published must come out of every later build.
    assertThat(EventIds.derive(cause, 0, NOON)).hasToString("019ca945-0a7b-77ae-9d6b-b73c8c747a23");
  }

  @Test
  void isAUuidOfVersion7OfTheDecisionsTime() {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      UUID id = EventIds.derive(new UUID(1, i), i % 3, NOON);
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
      assertThat(seen.add(id)).isTrue();
    }
  }
}
