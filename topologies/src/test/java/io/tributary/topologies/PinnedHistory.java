package io.tributary.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.common.EventMeta;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.StoreKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * A history whose ids and times are the same each time, and so are the rows that it leaves. They lie on brokers and disks of those who run
 * the platform: a change of them must be meant.
 */
public final class PinnedHistory implements AutoCloseable {
  private static final Path NOW = Path.of("target", "golden");

  private final ContextDefinition context;
  private final ContextDriver driver;
  private final UUID tenantId;
  private Instant time = Instant.parse("2026-03-01T12:00:00Z");
  private int records;
  private int captured;

  public PinnedHistory(ContextDefinition context, UUID tenantId, Path directory) {
    this.context = context;
    this.driver = new ContextDriver(context, directory);
    this.tenantId = tenantId;
  }

  /** Of the last record. */
  public Instant time() {
    return time;
  }

  /** A command, with an id of its own; a second after the record before. */
  public void send(SpecificRecord command) {
    ((CommandMeta) command.get(0)).setId(nextId());
    driver.pipe(context.context().commands(), tenantId, command, next());
  }

  /** As {@link #send}; returns the reply. */
  public <T extends SpecificRecord> T ask(SpecificRecord command, Class<T> reply) {
    String replies = context.context().replies();
    driver.read(replies);
    send(command);
    return driver.read(replies, reply).getFirst();
  }

  /** A row of the context's outbox. */
  public void capture(SpecificRecord event) {
    ((EventMeta) event.get(0)).setId(nextId());
    driver.capture(tenantId, ++captured, event, next());
  }

  /** A public event. */
  public void happen(String topic, SpecificRecord event) {
    ((EventMeta) event.get(0)).setId(nextId());
    driver.publish(topic, tenantId, event, next());
  }

  private Instant next() {
    time = time.plusSeconds(1);
    return time;
  }

  private String nextId() {
    return new UUID(0x0199_0000_0000_7000L, ++records).toString();
  }

  /** Compares what lies in the stores, row by row, with what lay there when it was pinned. */
  public void leavesRowsAsPinned() throws IOException {
    String name = "rows-" + context.context().applicationId() + ".txt";
    String rows = rows();
    String pinned = GoldenTopologyTest.pinned(name);
    if (!rows.equals(pinned)) {
      Files.createDirectories(NOW);
      Files.writeString(NOW.resolve(name), rows);
    }
    assertThat(rows)
        .as("Stored rows have changed. Can builds that are out still read them, and find them? If not, raise Watermarks.ROWS_FORMAT, "
            + "and say so in docs/operations.md. Can this build still read theirs? Then pin %s", NOW.resolve(name))
        .isEqualTo(pinned);
  }

  private String rows() {
    StringBuilder rows = new StringBuilder();
    for (StoreKind kind : StoreKind.values()) {
      try (KeyValueIterator<Bytes, byte[]> all = driver.store(kind).all()) {
        while (all.hasNext()) {
          KeyValue<Bytes, byte[]> row = all.next();
          rows.append(kind).append(' ').append(text(row.key.get())).append(" = ").append(text(row.value)).append('\n');
        }
      }
    }
    return rows.toString();
  }

  private static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b > ' ' && b < 0x7F && b != '\\') {
        text.append((char) b);
      } else {
        text.append(String.format("\\%02x", b));
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    driver.close();
  }
}
