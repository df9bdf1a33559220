package io.tributary.schemas;

import io.tributary.common.EventMeta;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The decoding half of {@link AvroPayloads}: a reader per schema id, resolving what was written to this build's class. */
final class PayloadDecoder {
  private static final String AGGREGATE_ID = "aggregateId";

  private final SchemaRegistry registry;
  private final ConcurrentMap<Integer, Reader> readers = new ConcurrentHashMap<>();
  private final ConcurrentMap<Integer, DatumReader<GenericRecord>> subjects = new ConcurrentHashMap<>();
  private final ThreadLocal<BinaryDecoder> decoders =
      ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(new byte[0], null));

  PayloadDecoder(SchemaRegistry registry) {
    this.registry = registry;
    TrustedClasses.install();
  }

  SpecificRecord decode(byte[] payload) {
    int id = WireFormat.schemaId(payload);
    Reader known = readers.get(id);
    Reader reader = known == null ? load(id) : known;
    BinaryDecoder decoder = decoder(payload);
    boolean whole;
    SpecificRecord datum;
    try {
      datum = reader.datum.read(null, decoder);
      whole = decoder.isEnd();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("payload is no " + reader.name + " of schema " + id + ": " + e, e);
    }
    if (!whole) {
      throw new SerializationException("payload goes on after the " + reader.name + " of schema " + id);
    }
    return datum;
  }

  /** The envelope is an event's first field: what follows isn't looked at. */
  String aggregateId(byte[] payload) {
    int id = WireFormat.schemaId(payload);
    DatumReader<GenericRecord> known = subjects.get(id);
    DatumReader<GenericRecord> reader = known == null ? subject(id) : known;
    try {
      return reader.read(null, decoder(payload)).get(AGGREGATE_ID).toString();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("payload is no event of schema " + id + ": " + e, e);
    }
  }

  private BinaryDecoder decoder(byte[] payload) {
    return DecoderFactory.get()
        .binaryDecoder(payload, WireFormat.HEADER_BYTES, payload.length - WireFormat.HEADER_BYTES, decoders.get());
  }

  private DatumReader<GenericRecord> subject(int id) {
    Schema writer = registry.byId(id);
    Schema envelope = writer.getType() == Schema.Type.RECORD && !writer.getFields().isEmpty()
        ? writer.getFields().getFirst().schema()
        : writer;
    Schema whole = EventMeta.getClassSchema();
    if (!envelope.getFullName().equals(whole.getFullName())) {
      throw new SerializationException("schema " + id + " is a " + writer.getFullName() + ", which is no event");
    }
    Schema.Field field = whole.getField(AGGREGATE_ID);
    Schema asked = Schema.createRecord(
        whole.getName(), null, whole.getNamespace(), false, List.of(new Schema.Field(field, field.schema())));
    DatumReader<GenericRecord> made = new GenericDatumReader<>(envelope, asked);
    DatumReader<GenericRecord> first = subjects.putIfAbsent(id, made);
    return first == null ? made : first;
  }

  private Reader load(int id) {
    Schema writer = registry.byId(id);
    Reader made = new Reader(writer.getFullName(), reader(writer, id));
    Reader first = readers.putIfAbsent(id, made);
    return first == null ? made : first;
  }

  private static DatumReader<SpecificRecord> reader(Schema writer, int id) {
    if (writer.getType() != Schema.Type.RECORD) {
      throw new SerializationException("schema " + id + " is a " + writer.getType() + ", not a record");
    }
    try {
      Class<? extends SpecificRecord> type = GeneratedTypes.byName(writer.getFullName());
      return new SpecificDatumReader<>(writer, GeneratedTypes.schemaOf(type), SpecificData.getForClass(type));
    } catch (ClassNotFoundException e) {
      throw new SerializationException(
          "schema " + id + " is a " + writer.getFullName() + ", which this build does not know", e);
    }
  }

  private record Reader(String name, DatumReader<SpecificRecord> datum) {}
}
