package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.directory.UserReactivated;
import io.tributary.embedded.EmbeddedRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client and the serde against a real registry. */
class SchemaRegistryIT {
  @TempDir
  private Path data;

  @Test
  void idsAreForEver() {
    Map<String, byte[]> payloads = new LinkedHashMap<>();
    Map<String, Integer> ids;
    UserReactivated event = event();
    AvroPayloads running;
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      ids = registerAll(new ConfluentSchemaRegistry(registry.url()));
      assertThat(registerAll(new ConfluentSchemaRegistry(registry.url()))).isEqualTo(ids);
      assertThat(ids.values()).doesNotHaveDuplicates();
      running = new AvroPayloads(new ConfluentSchemaRegistry(registry.url()));
      running.registerAll();
    }
    // The registry is down: what was registered is still written.
    payloads.put("written while down", running.encode(event));
    try (EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0)) {
      ConfluentSchemaRegistry fresh = new ConfluentSchemaRegistry(registry.url());
      ids.forEach((type, id) -> assertThat(fresh.byId(id).getFullName()).isEqualTo(type));
      payloads.put("after the restart", new AvroPayloads(fresh, false).encode(event));
      assertThat(payloads.values()).allSatisfy(
          payload -> {
            assertThat(WireFormat.schemaId(payload)).isEqualTo(ids.get(event.getSchema().getFullName()));
            assertThat(new AvroPayloads(fresh).decode(payload)).isEqualTo(event);
          });
    }
  }

  @Test
  void refusesAnIncompatibleVersionAndSaysWhy() {
    try (EmbeddedRegistry embedded = EmbeddedRegistry.temporary()) {
      ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(embedded.url());
      Schema first = SchemaBuilder.record("a.B").fields().requiredString("c").endRecord();
      Schema breaking = SchemaBuilder.record("a.B").fields().requiredString("c").requiredInt("d").endRecord();
      int id = registry.register("a.B", first);
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> registry.register("a.B", breaking))
          .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409))
          .withMessageContaining("/subjects/a.B/versions answered 409")
          .withMessageContaining("d at /fields/1");
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> registry.idOf("a.B", breaking))
          .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
      assertThatExceptionOfType(RegistryException.class)
          .isThrownBy(() -> registry.byId(id + 1000))
          .satisfies(refusal -> assertThat(refusal.errorCode()).isEqualTo(40403));
    }
  }

  private static Map<String, Integer> registerAll(SchemaRegistry registry) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (Schema schema : SchemaSources.types()) {
      ids.put(schema.getFullName(), registry.register(schema.getFullName(), PublishedSchemas.of(schema)));
    }
    return ids;
  }

  private static UserReactivated event() {
    Schema schema = PublishedSchemas.of(UserReactivated.getClassSchema());
    InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    int id = registry.register(schema.getFullName(), schema);
    return (UserReactivated) new AvroPayloads(registry).decode(RoundTripTest.payload(id, new RandomRecords(3).next(schema)));
  }
}
