package io.tributary.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The encoding half of {@link AvroPayloads}: ids and writers are kept per class, buffers per thread. */
final class PayloadEncoder {
  /** A thread keeps its buffer up to this size; a rare large record must not pin memory for ever. */
  private static final int KEPT_BUFFER_BYTES = 64 * 1024;

  private final SchemaRegistry registry;
  private final boolean autoRegister;
  private final ConcurrentMap<Class<?>, Writer> writers = new ConcurrentHashMap<>();
  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

  PayloadEncoder(SchemaRegistry registry, boolean autoRegister) {
    this.registry = registry;
    this.autoRegister = autoRegister;
  }

  byte[] encode(SpecificRecord datum) {
    Writer writer = writer(datum.getClass(), datum.getSchema());
    Buffer buffer = buffers.get();
    try {
      byte[] payload = buffer.write(writer, datum);
      if (payload.length > KEPT_BUFFER_BYTES) {
        buffers.remove();
      }
      return payload;
    } catch (IOException | RuntimeException e) {
      // The encoder may hold half a record, which its next use would flush: drop it.
      buffers.remove();
      throw new SerializationException(datum.getSchema().getFullName() + " can't be encoded: " + e.getMessage(), e);
    }
  }

  /** Has the schema's id at hand from now on, so that {@link #encode} needs no registry. */
  void prepare(Class<? extends SpecificRecord> type) {
    writer(type, GeneratedTypes.schemaOf(type));
  }

  private Writer writer(Class<?> type, Schema schema) {
    Writer known = writers.get(type);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: that would hold a lock of the map while the registry is asked.
    Schema published = PublishedSchemas.of(schema);
    String subject = schema.getFullName();
    int id = autoRegister ? registry.register(subject, published) : registry.idOf(subject, published);
    Writer made = new Writer(id, FieldWriters.of(schema, SpecificData.getForClass(type)));
    Writer first = writers.putIfAbsent(type, made);
    return first == null ? made : first;
  }

  private record Writer(int id, FieldWriters.Writer datum) {}

  private static final class Buffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    byte[] write(Writer writer, SpecificRecord datum) throws IOException {
      bytes.reset();
      bytes.writeBytes(ByteBuffer.allocate(WireFormat.HEADER_BYTES).put(WireFormat.MAGIC).putInt(writer.id).array());
      writer.datum.write(datum, encoder);
      encoder.flush();
      return bytes.toByteArray();
    }
  }
}
