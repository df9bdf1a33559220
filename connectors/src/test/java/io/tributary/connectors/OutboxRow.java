package io.tributary.connectors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, as the tests write it. */
record OutboxRow(
    UUID id, String context, String type, byte[] payload, UUID tenant, long seq, String occurredAt,
    @Nullable String traceparent) {
  private static final String COLUMNS =
      "outbox (id, aggregatetype, aggregateid, type, payload, tenant_id, tenant_seq, occurred_at, traceparent)";

  static OutboxRow of(UUID tenant, long seq) {
    return of(tenant, seq, ("payload " + tenant + " " + seq).getBytes(StandardCharsets.UTF_8));
  }

  /** With a payload of so many random bytes. */
  static OutboxRow large(UUID tenant, long seq, int bytes) {
    byte[] payload = new byte[bytes];
    new Random(seq).nextBytes(payload);
    return of(tenant, seq, payload);
  }

  private static OutboxRow of(UUID tenant, long seq, byte[] payload) {
    return new OutboxRow(
        UUID.randomUUID(), "credits", "io.tributary.credits.FundingRecorded", payload, tenant, seq,
        "2026-03-01T10:20:30.123456Z", null);
  }

  /** Rows {@code first} to {@code last}. */
  static List<OutboxRow> range(UUID tenant, long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(seq -> of(tenant, seq)).toList();
  }

  /** One statement for all of them. */
  static String insert(List<OutboxRow> rows) {
    return rows.stream()
        .map(OutboxRow::sqlValues)
        .collect(Collectors.joining(",\n", "insert into " + COLUMNS + " values ", ""));
  }

  static String copyStatement() {
    return "copy " + COLUMNS + " from stdin";
  }

  /** The input of {@link #copyStatement}. */
  static String copyText(List<OutboxRow> rows) {
    return rows.stream().map(OutboxRow::copyLine).collect(Collectors.joining());
  }

  private String sqlValues() {
    return "('%s', '%s', '%s', '%s', '\\x%s', '%s', %d, '%s', %s)"
        .formatted(
            id, context, tenant, type, HexFormat.of().formatHex(payload), tenant, seq, occurredAt,
            traceparent == null ? "null" : "'" + traceparent + "'");
  }

  private String copyLine() {
    return String.join(
            "\t", id.toString(), context, tenant.toString(), type,
            "\\\\x" + HexFormat.of().formatHex(payload), tenant.toString(), Long.toString(seq), occurredAt,
            traceparent == null ? "\\N" : traceparent)
        + "\n";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutboxRow row && row.id.equals(id) && Arrays.equals(row.payload, payload);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
