package io.tributary.api.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes instants as the seeds show them: ISO-8601 in UTC with three digits of milliseconds, always. */
final class InstantWriter extends ValueSerializer<Instant> {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
    json.writeString(MILLIS.format(value));
  }
}
