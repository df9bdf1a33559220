package io.tributary.queries.remote;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records as JSON, component by component. Of what another version sends, components that this one doesn't know are passed
 * over; those that it needs and that are missing are an error.
 */
final class WireJson {
  private static final JsonMapper JSON = JsonMapper.builder()
      .changeDefaultVisibility(usual -> usual
          .withVisibility(PropertyAccessor.GETTER, Visibility.NONE)
          .withVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .withVisibility(PropertyAccessor.SETTER, Visibility.NONE)
          .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
          .withVisibility(PropertyAccessor.CREATOR, Visibility.ANY))
      .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .addModule(new SimpleModule()
          .addSerializer(SpecificRecord.class, new AvroJson.Writer())
          .setDeserializers(new AvroJson.Readers()))
      .build();

  private WireJson() {}

  static byte[] write(Object value) {
    return JSON.writeValueAsBytes(value);
  }

  /** @throws WireException when the bytes are not such a value */
  static <T> T read(byte[] bytes, JavaType type) {
    try {
      return JSON.readValue(bytes, type);
    } catch (JacksonException e) {
      throw new WireException("a message is not what this version reads: " + e.getOriginalMessage(), e);
    }
  }

  static <T> T read(byte[] bytes, Class<T> type) {
    return read(bytes, JSON.constructType(type));
  }

  /** The type argument that a class gives one of its generic supertypes. */
  static JavaType argument(Class<?> type, Class<?> generic) {
    return JSON.getTypeFactory().findTypeParameters(JSON.constructType(type), generic)[0];
  }
}
