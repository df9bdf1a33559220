package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.EventMeta;
import io.tributary.directory.UserReactivated;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroPayloadsTest {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroPayloads payloads = new AvroPayloads(registry);

  /** Written out by hand from the published format and Avro's specification. */
  @Test
  void writesConfluentsFormatByteForByte() {
    String body =
        "0265" // meta.id "e"
            + "0274" // type "t"
            + "0261" // aggregateId "a"
            + "0275" // aggregateType "u"
            + "026e" // tenantId "n"
            + "02" // version 1
            + "d00f" // timestamp 1000 ms
            + "00" // correlationId null
            + "020263" // causationId "c"
            + "00" // userId null
            + "02026b027600" // metadata {k: v}
            + "04c3a9"; // userId "é"
    assertThat(HexFormat.of().formatHex(payloads.encode(reactivated("é")))).isEqualTo("00" + "00000001" + body);
  }

  @Test
  void readsBackWhatItWrote() {
    UserReactivated event = reactivated("u-1");
    assertThat(payloads.decode(payloads.encode(event))).isEqualTo(event);
  }

  @Test
  void largeAndSmallRecordsTakeTurns() {
    UserReactivated large = reactivated("x".repeat(1_000_000));
    UserReactivated small = reactivated("y");
    for (UserReactivated event : List.of(small, large, small, large)) {
      assertThat(payloads.decode(payloads.encode(event))).isEqualTo(event);
    }
  }

  @Test
  void registerAllRegistersTheWholeCatalogue() {
    payloads.registerAll();
    for (Schema source : SchemaSources.types()) {
      Schema schema = PublishedSchemas.of(source);
      assertThat(registry.byId(registry.idOf(schema.getFullName(), schema))).isEqualTo(schema);
    }
  }

  @Test
  void aRecordThatCantBeEncodedLeavesNoTraceInTheNextOne() {
    byte[] good = payloads.encode(reactivated("u"));
    UserReactivated broken = new UserReactivated();
    broken.setMeta(reactivated("u").getMeta());
    assertThatThrownBy(() -> payloads.encode(broken))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("io.tributary.directory.UserReactivated");
    assertThat(payloads.encode(reactivated("u"))).isEqualTo(good);
  }

  @Test
  void refusesWhatIsNotInTheFormat() {
    byte[] good = payloads.encode(reactivated("u"));
    byte[] magic = good.clone();
    magic[0] = 1;
    byte[] longer = ByteBuffer.allocate(good.length + 1).put(good).array();
    byte[] shorter = ByteBuffer.allocate(good.length - 1).put(good, 0, good.length - 1).array();
    refused(new byte[0], "shorter than the header");
    refused(new byte[4], "shorter than the header");
    refused(magic, "not with magic 0");
    refused(longer, "goes on after");
    refused(shorter, "no io.tributary.directory.UserReactivated");
    refused(new byte[] {0, 0, 0, 0, 99, 0}, "no schema has id 99");
  }

  @Test
  void refusesRecordsThatThisBuildDoesNotKnow() {
    Schema stranger = SchemaBuilder.record("io.elsewhere.Stranger").fields().endRecord();
    Schema noRecordClass = SchemaBuilder.record("java.lang.Thread").fields().endRecord();
    refused(header(registry.register("s", stranger)), "io.elsewhere.Stranger, which this build does not know");
    refused(header(registry.register("t", noRecordClass)), "java.lang.Thread, which this build does not know");
    refused(header(registry.register("u", Schema.create(Schema.Type.LONG))), "is a LONG, not a record");
  }

  @Test
  void withoutAutoRegisterAnUnknownSchemaIsRefused() {
    AvroPayloads strict = new AvroPayloads(registry, false);
    assertThatThrownBy(() -> strict.encode(reactivated("u"))).isInstanceOf(RegistryException.class);
    byte[] known = payloads.encode(reactivated("u"));
    assertThat(strict.encode(reactivated("u"))).isEqualTo(known);
  }

  private void refused(byte[] payload, String message) {
    assertThatThrownBy(() -> payloads.decode(payload))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining(message);
  }

  private static byte[] header(int id) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
  }

  private static UserReactivated reactivated(String userId) {
    EventMeta meta =
        new EventMeta("e", "t", "a", "u", "n", 1L, Instant.ofEpochMilli(1000), null, "c", null, Map.of("k", "v"));
    return new UserReactivated(meta, userId);
  }
}
