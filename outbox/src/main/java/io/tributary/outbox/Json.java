package io.tributary.outbox;

import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Recorded results as JSON text. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private Json() {}

  /** How a kind of result is written down, and read again. */
  interface Codec<T> {
    String write(T value);

    /** Empty when what was written can't be read any more, because a person was erased. */
    Optional<T> read(String text);
  }

  /** Plain JSON, for results without personal data. */
  static <T> Codec<T> plain(Class<T> type) {
    return new Codec<>() {
      @Override
      public String write(T value) {
        return MAPPER.writeValueAsString(value);
      }

      @Override
      public Optional<T> read(String text) {
        return Optional.of(MAPPER.readValue(text, type));
      }
    };
  }
}
