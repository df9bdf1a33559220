package io.tributary.schemas;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Values that fit a schema, with the borders more often than chance would have them. Same seed, same values. */
final class RandomRecords {
  private static final List<String> TEXTS = List.of("", "a", "Größe €", "日本", "😀", "null", "\u0000", "x".repeat(300));
  private static final long MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  GenericRecord next(Schema schema) {
    GenericRecord made = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      made.put(field.pos(), value(field.schema()));
    }
    return made;
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> integer(schema.getLogicalType());
      case LONG -> number(schema.getLogicalType());
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case STRING -> text();
      case BYTES -> bytes(schema.getLogicalType());
      case FIXED -> new GenericData.Fixed(schema, octets(schema.getFixedSize()));
      case ENUM -> new GenericData.EnumSymbol(schema, pick(schema.getEnumSymbols()));
      case UNION -> value(pick(schema.getTypes()));
      case RECORD -> next(schema);
      case ARRAY -> list(schema);
      case MAP -> map(schema);
    };
  }

  private int integer(@Nullable LogicalType logical) {
    return logical == null ? pick(List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt())) : random.nextInt(40_000);
  }

  private long number(@Nullable LogicalType logical) {
    return logical == null
        ? pick(List.of(0L, -1L, Amounts.MAX, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()))
        : random.nextLong(-MILLIS, MILLIS);
  }

  private String text() {
    return random.nextInt(4) == 0 ? pick(TEXTS) : Long.toString(random.nextLong(), 36);
  }

  private ByteBuffer bytes(@Nullable LogicalType logical) {
    if (logical instanceof LogicalTypes.Decimal decimal) {
      BigInteger limit = BigInteger.TEN.pow(decimal.getPrecision());
      BigInteger unscaled = new BigInteger(limit.bitLength() + 8, random).mod(limit);
      return ByteBuffer.wrap((random.nextBoolean() ? unscaled : unscaled.negate()).toByteArray());
    }
    return ByteBuffer.wrap(octets(random.nextInt(40)));
  }

  private byte[] octets(int size) {
    byte[] octets = new byte[size];
    random.nextBytes(octets);
    return octets;
  }

  private List<Object> list(Schema schema) {
    List<Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(schema.getElementType()));
    }
    return items;
  }

  private Map<String, Object> map(Schema schema) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      members.put(text(), value(schema.getValueType()));
    }
    return members;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
