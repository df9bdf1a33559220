package io.tributary.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Recently used data keys, for opening only: bounded in number, and in age, since a key that another instance erases must
 * stop opening here too.
 */
final class SubjectKeyCache {
  private final Map<SubjectKey.Id, Cached> entries;
  private final Duration maxAge;
  private final Clock clock;

  private record Cached(Optional<SubjectKey> key, Instant loaded) {}

  SubjectKeyCache(int maxEntries, Duration maxAge, Clock clock) {
    this.maxAge = maxAge;
    this.clock = clock;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<SubjectKey.Id, Cached> eldest) {
            return size() > maxEntries;
          }
        };
  }

  /** By id, what is known here; an erased key is an empty value. */
  synchronized Map<SubjectKey.Id, Optional<SubjectKey>> get(Collection<SubjectKey.Id> ids) {
    Instant oldest = clock.instant().minus(maxAge);
    Map<SubjectKey.Id, Optional<SubjectKey>> known = new HashMap<>();
    for (SubjectKey.Id id : ids) {
      Cached cached = entries.get(id);
      if (cached != null && !cached.loaded().isBefore(oldest)) {
        known.put(id, cached.key());
      }
    }
    return known;
  }

  synchronized void put(Map<SubjectKey.Id, Optional<SubjectKey>> found) {
    Instant now = clock.instant();
    found.forEach((id, key) -> entries.put(id, new Cached(key, now)));
  }

  synchronized void forget(UUID tenantId, String subjectId) {
    entries.keySet().removeIf(id -> id.tenantId().equals(tenantId) && id.subjectId().equals(subjectId));
  }
}
