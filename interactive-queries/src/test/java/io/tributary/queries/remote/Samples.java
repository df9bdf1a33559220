package io.tributary.queries.remote;

import io.tributary.schemas.TrustedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.jspecify.annotations.Nullable;

/** Makes values of any type that questions and answers are made of; the same ones for the same seed. */
final class Samples {
  static {
    TrustedClasses.install();
  }

  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  /** The type argument that a class gives an interface which it implements itself. */
  static Type argument(Class<?> type, Class<?> generic) {
    return Arrays.stream(type.getGenericInterfaces())
        .filter(found -> found instanceof ParameterizedType given && given.getRawType() == generic)
        .map(found -> ((ParameterizedType) found).getActualTypeArguments()[0])
        .findFirst()
        .orElseThrow();
  }

  Object of(Type type) throws ReflectiveOperationException {
    return type instanceof ParameterizedType generic
        ? container((Class<?>) generic.getRawType(), generic.getActualTypeArguments())
        : simple((Class<?>) type);
  }

  private Object container(Class<?> raw, Type[] arguments) throws ReflectiveOperationException {
    if (raw == Optional.class) {
      return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(of(arguments[0]));
    }
    if (raw == List.class) {
      return several(arguments[0]);
    }
    if (raw == Set.class) {
      return new HashSet<>(several(arguments[0]));
    }
    if (raw == Map.class || raw == SortedMap.class) {
      Map<Object, Object> map = raw == Map.class ? new LinkedHashMap<>() : new TreeMap<>();
      for (Object key : several(arguments[0])) {
        map.put(key, of(arguments[1]));
      }
      return map;
    }
    if (raw.isRecord()) {
      return record(raw, Map.of(raw.getTypeParameters()[0], arguments[0]));
    }
    throw new AssertionError("no samples of " + raw + ": may it cross processes?");
  }

  private List<Object> several(Type type) throws ReflectiveOperationException {
    List<Object> several = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      several.add(of(type));
    }
    return several;
  }

  private Object simple(Class<?> type) throws ReflectiveOperationException {
    if (type.isRecord()) {
      return record(type, Map.of());
    }
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    if (SpecificRecord.class.isAssignableFrom(type)) {
      return avro(type);
    }
    return switch (type.getName()) {
      case "java.lang.String" -> text();
      case "java.util.UUID" -> new UUID(random.nextLong(), random.nextLong());
      case "java.time.Instant" -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).plusNanos(random.nextInt(3));
      case "java.time.Duration" -> Duration.ofMillis(random.nextLong(1_000_000_000L));
      case "java.math.BigDecimal" -> new BigDecimal(new BigInteger(80, random), random.nextInt(12));
      case "long", "java.lang.Long" -> random.nextLong(9_000_000_000_000_000L);
      case "int", "java.lang.Integer" -> 1 + random.nextInt(1_000);
      case "boolean", "java.lang.Boolean" -> random.nextBoolean();
      default -> throw new AssertionError("no samples of " + type + ": may it cross processes?");
    };
  }

  private String text() {
    return random.nextInt(8) == 0 ? "" : "äöü \"\\\u0001 " + Long.toString(random.nextLong(), 36);
  }

  private Object avro(Class<?> type) {
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    Object generic = new RandomData(schema, 1, random.nextLong()).iterator().next();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<>(schema).write(generic, encoder);
      encoder.flush();
      return new SpecificDatumReader<>(schema, schema, data)
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values that break a rule of the record are drawn again. */
  private Object record(Class<?> type, Map<? extends Type, Type> arguments) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Constructor<?> constructor =
        type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
    constructor.setAccessible(true);
    for (int attempt = 1; ; attempt++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = component(components[i], arguments);
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException) || attempt == 1_000) {
          throw e;
        }
      }
    }
  }

  private @Nullable Object component(RecordComponent component, Map<? extends Type, Type> arguments)
      throws ReflectiveOperationException {
    if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && random.nextBoolean()) {
      return null;
    }
    Type type = component.getGenericType();
    if (type instanceof ParameterizedType list && !arguments.isEmpty() && arguments.containsKey(list.getActualTypeArguments()[0])) {
      return several(arguments.get(list.getActualTypeArguments()[0]));
    }
    return of(arguments.containsKey(type) ? arguments.get(type) : type);
  }
}
