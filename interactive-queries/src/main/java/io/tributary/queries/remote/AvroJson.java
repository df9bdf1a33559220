package io.tributary.queries.remote;

import io.tributary.schemas.TrustedClasses;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleDeserializers;

/** What is an Avro record stays one: in Avro's single-object encoding, which names its schema, as base64. */
final class AvroJson {
  static {
    TrustedClasses.install();
  }

  private AvroJson() {}

  static final class Writer extends ValueSerializer<SpecificRecord> {
    @Override
    public void serialize(SpecificRecord value, JsonGenerator out, SerializationContext context) {
      try {
        var bytes = new BinaryMessageEncoder<>(SpecificData.getForClass(value.getClass()), value.getSchema()).encode(value);
        out.writeBinary(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      } catch (IOException e) {
        throw new WireException("an Avro record cannot be written", e);
      }
    }
  }

  static final class Readers extends SimpleDeserializers {
    @Override
    public @Nullable ValueDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
      return SpecificRecord.class.isAssignableFrom(type.getRawClass())
          ? new Reader(type.getRawClass())
          : super.findBeanDeserializer(type, config, description);
    }
  }

  private static final class Reader extends ValueDeserializer<Object> {
    private final BinaryMessageDecoder<Object> decoder;

    Reader(Class<?> type) {
      Schema schema = SpecificData.get().getSchema(type);
      decoder = new BinaryMessageDecoder<>(SpecificData.getForClass(type), schema);
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) {
      try {
        return decoder.decode(in.getBinaryValue());
      } catch (IOException e) {
        throw new WireException("an Avro record cannot be read", e);
      }
    }
  }
}
