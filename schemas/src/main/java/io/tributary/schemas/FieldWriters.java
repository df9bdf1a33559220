package io.tributary.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Conversion;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one schema in Avro's binary encoding, byte for byte as {@link org.apache.avro.specific.SpecificDatumWriter} does. That
 * one asks the schema again at each field of each record what is to be done; here it is asked once. (For reading, Avro does so itself.) A
 * twelfth of the processor time of a stream of decisions went into writing records, half of it into asking.
 */
final class FieldWriters {
  /** Writes values of one schema. Thread-safe. */
  @FunctionalInterface
  interface Writer {
    void write(@Nullable Object value, Encoder out) throws IOException;
  }

  private final SpecificData data;
  private final Map<String, RecordWriter> records = new HashMap<>();

  private FieldWriters(SpecificData data) {
    this.data = data;
  }

  /** @param data the conversions of the schema's generated class */
  static Writer of(Schema schema, SpecificData data) {
    return new FieldWriters(data).writer(schema);
  }

  private Writer writer(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    Conversion<?> conversion = logical == null ? null : data.getConversionFor(logical);
    Writer plain = plain(schema);
    return conversion == null
        ? plain
        : (value, out) -> plain.write(Conversions.convertToRawType(present(value), schema, logical, conversion), out);
  }

  private Writer plain(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> (value, out) -> out.writeNull();
      case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value));
      case INT -> (value, out) -> out.writeInt((Integer) present(value));
      case LONG -> (value, out) -> out.writeLong((Long) present(value));
      case FLOAT -> (value, out) -> out.writeFloat((Float) present(value));
      case DOUBLE -> (value, out) -> out.writeDouble((Double) present(value));
      case STRING -> (value, out) -> out.writeString(present(value).toString());
      case BYTES -> (value, out) -> out.writeBytes((ByteBuffer) present(value));
      case FIXED -> (value, out) -> out.writeFixed(((GenericFixed) present(value)).bytes());
      case ENUM -> (value, out) -> out.writeEnum(schema.getEnumOrdinal(present(value).toString()));
      case UNION -> union(schema);
      case ARRAY -> array(writer(schema.getElementType()));
      case MAP -> map(writer(schema.getValueType()));
      case RECORD -> record(schema);
    };
  }

  private Writer union(Schema schema) {
    List<Schema> types = schema.getTypes();
    List<Writer> branches = types.stream().map(this::writer).toList();
    Integer none = schema.getIndexNamed("null");
    if (none != null && types.size() == 2) {
      int some = 1 - none;
      Writer branch = branches.get(some);
      return (value, out) -> {
        out.writeIndex(value == null ? none : some);
        if (value != null) {
          branch.write(value, out);
        }
      };
    }
    return (value, out) -> {
      int index = data.resolveUnion(schema, value);
      out.writeIndex(index);
      branches.get(index).write(value, out);
    };
  }

  private static Writer array(Writer item) {
    return (value, out) -> {
      Collection<?> items = (Collection<?>) present(value);
      out.writeArrayStart();
      out.setItemCount(items.size());
      for (Object each : items) {
        out.startItem();
        item.write(each, out);
      }
      out.writeArrayEnd();
    };
  }

  private static Writer map(Writer item) {
    return (value, out) -> {
      Map<?, ?> items = (Map<?, ?>) present(value);
      out.writeMapStart();
      out.setItemCount(items.size());
      for (Map.Entry<?, ?> each : items.entrySet()) {
        out.startItem();
        out.writeString(each.getKey().toString());
        item.write(each.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  /** A schema may contain itself: its writer is known before those of its fields. */
  private Writer record(Schema schema) {
    RecordWriter known = records.get(schema.getFullName());
    if (known == null) {
      known = new RecordWriter(schema);
      records.put(schema.getFullName(), known);
      for (Schema.Field field : schema.getFields()) {
        known.fields[field.pos()] = writer(field.schema());
      }
    }
    return known;
  }

  private static Object present(@Nullable Object value) {
    if (value == null) {
      throw new AvroTypeException("null where the schema has no null");
    }
    return value;
  }

  private static final class RecordWriter implements Writer {
    private final Schema schema;
    private final Writer[] fields;

    RecordWriter(Schema schema) {
      this.schema = schema;
      this.fields = new Writer[schema.getFields().size()];
    }

    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      IndexedRecord datum = (IndexedRecord) present(value);
      int field = 0;
      try {
        for (; field < fields.length; field++) {
          fields[field].write(datum.get(field), out);
        }
      } catch (AvroTypeException | ClassCastException e) {
        throw new AvroTypeException(schema.getName() + "." + schema.getFields().get(field).name() + ": " + e.getMessage(), e);
      }
    }
  }
}
