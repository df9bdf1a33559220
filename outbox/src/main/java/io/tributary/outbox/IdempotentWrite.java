package io.tributary.outbox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a write with an Idempotency-Key is: its scope, its kind, and its content field by field, under the fields' JSON
 * names and in their order.
 */
record IdempotentWrite(UUID scope, String operation, SequencedMap<String, String> content) {
  /** The scope of what happens before there is a tenant. */
  static final UUID PLATFORM = new UUID(0, 0);

  static Builder of(UUID scope, String operation) {
    return new Builder(scope, operation);
  }

  /** Collects the content; values are canonical, so that two spellings of one request are the same. */
  static final class Builder {
    private final UUID scope;
    private final String operation;
    private final SequencedMap<String, String> content = new LinkedHashMap<>();

    private Builder(UUID scope, String operation) {
      this.scope = scope;
      this.operation = operation;
    }

    /** An absent value differs from every present one. */
    Builder with(String field, @Nullable Object value) {
      content.put(field, value == null ? "" : "=" + value);
      return this;
    }

    Builder with(String field, @Nullable List<String> values) {
      return with(field, values == null ? null : (Object) String.join(" ", values));
    }

    IdempotentWrite build() {
      return new IdempotentWrite(scope, operation, Collections.unmodifiableSequencedMap(content));
    }
  }
}
