package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the client behaves when the registry doesn't: on the wire, against a server that answers as told. */
class ConfluentSchemaRegistryTest {
  private static final Schema SCHEMA = SchemaBuilder.record("a.B").fields().requiredString("c").endRecord();

  private final ScriptedServer server = new ScriptedServer();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void asksAsConfluentsApiWants() {
    server.answer(200, "{\"id\": 7}").answer(200, "{\"id\": 7, \"version\": 1}");
    assertThat(registry(Map.of()).register("a.B c/d", SCHEMA)).isEqualTo(7);
    assertThat(registry(Map.of()).idOf("a.B", SCHEMA)).isEqualTo(7);
    ScriptedServer.Request register = server.requests().getFirst();
    assertThat(register.line()).isEqualTo("POST /subjects/a.B%20c%2Fd/versions");
    assertThat(register.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
    assertThat(register.body()).isEqualTo("{\"schema\":\"" + SCHEMA.toString().replace("\"", "\\\"") + "\"}");
    assertThat(server.requests().getLast().line()).isEqualTo("POST /subjects/a.B");
  }

  @Test
  void asksOnceForWhatItKnows() {
    server.answer(200, "{\"id\": 7}").answer(200, "{\"schema\": \"\\\"string\\\"\"}");
    ConfluentSchemaRegistry registry = registry(Map.of());
    registry.register("a.B", SCHEMA);
    registry.byId(8);
    server.stop();
    assertThat(registry.register("a.B", SCHEMA)).isEqualTo(7);
    assertThat(registry.byId(8)).isEqualTo(Schema.create(Schema.Type.STRING));
    assertThatThrownBy(() -> registry.byId(9)).isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void triesAgainWhatMayPass() {
    server.answer(503, "").answer(429, "slow down").answer(200, "<html>").answer(200, "{\"id\": 7}");
    assertThat(registry(Map.of()).register("a.B", SCHEMA)).isEqualTo(7);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void givesUpAfterItsRetriesWithTheLastReason() {
    server.otherwise(500, "{\"error_code\": 50001, \"message\": \"storage is down\"}");
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> registry(Map.of("max.retries", 2)).byId(1))
        .withMessageContaining("3 rounds")
        .withMessageContaining("storage is down");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void givesUpWaitingForAnAnswer() {
    server.delay(Duration.ofSeconds(30)).answer(200, "{}");
    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> registry(Map.of("http.read.timeout.ms", 100, "max.retries", "0")).byId(1))
        .withMessageContaining("timed out");
  }

  @Test
  void doesNotRepeatWhatWasRefused() {
    server.answer(409, "{\"error_code\": 40901, \"message\": \"no default for field d\"}").answer(404, "gone");
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry(Map.of()).register("a.B", SCHEMA))
        .withMessageContaining("/subjects/a.B/versions answered 409: no default for field d")
        .satisfies(refusal -> assertThat(refusal.errorCode()).isEqualTo(40901));
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry(Map.of()).byId(3))
        .withMessageContaining("gone")
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(404));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void goesOnWithTheNextAddress() {
    ScriptedServer down = new ScriptedServer();
    down.start();
    down.stop();
    server.answer(200, "{\"id\": 7}").answer(200, "{\"id\": 8}");
    ConfluentSchemaRegistry registry =
        new ConfluentSchemaRegistry(Map.of("schema.registry.url", down.url() + "/, " + server.url(), "max.retries", 0));
    assertThat(registry.register("a.B", SCHEMA)).isEqualTo(7);
    assertThat(registry.register("a.C", SCHEMA)).isEqualTo(8);
  }

  @Test
  void governsItsSubjectsWhereTheRegistryDoesNot() {
    server.answer(200, "{\"compatibilityLevel\": \"FULL_TRANSITIVE\"}").answer(200, "{\"compatibilityLevel\": \"NONE\"}");
    server.otherwise(200, "{\"compatibility\": \"FULL_TRANSITIVE\"}");
    ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(server.url());
    registry.requireFullCompatibility(List.of("a.B"));
    registry.requireFullCompatibility(List.of("a.B", "a.C"));
    assertThat(server.requests()).extracting(ScriptedServer.Request::line)
        .containsExactly("GET /config", "GET /config", "PUT /config/a.B", "PUT /config/a.C");
    assertThat(server.requests().getLast().body()).isEqualTo("{\"compatibility\":\"FULL_TRANSITIVE\"}");
  }

  @Test
  void sendsCredentials() {
    server.otherwise(200, "{\"id\": 7}");
    String basic = "Basic " + Base64.getEncoder().encodeToString("me:se:cret".getBytes(StandardCharsets.UTF_8));
    registry(Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "me:se:cret")).register("s", SCHEMA);
    registry(Map.of("schema.registry.basic.auth.user.info", "me:se:cret")).register("s", SCHEMA);
    new ConfluentSchemaRegistry(server.url().replace("://", "://me:se%3Acret@")).register("s", SCHEMA);
    registry(Map.of("bearer.auth.token", "t")).register("s", SCHEMA);
    registry(Map.of()).register("s", SCHEMA);
    assertThat(server.requests()).extracting(ScriptedServer.Request::authorization)
        .containsExactly(basic, basic, basic, "Bearer t", "");
  }

  @Test
  void refusesPropertiesByName() {
    refused(Map.of(), "schema.registry.url");
    refused(Map.of("schema.registry.url", "localhost:8081"), "schema.registry.url");
    refused(Map.of("schema.registry.url", "http://h", "max.retries", "many"), "max.retries");
    refused(Map.of("schema.registry.url", "http://h", "http.read.timeout.ms", "-1"), "http.read.timeout.ms");
    refused(
        Map.of("schema.registry.url", "http://h", "basic.auth.credentials.source", "SASL_INHERIT"),
        "basic.auth.credentials.source");
  }

  @Test
  void serializersAreConfiguredByConfluentsNames() {
    try (AvroSerializer serializer = new AvroSerializer()) {
      assertThatThrownBy(
              () -> serializer.configure(Map.of("schema.registry.url", "http://h", "auto.register.schemas", "yes"), false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("auto.register.schemas");
      String topics = "io.confluent.kafka.serializers.subject.TopicNameStrategy";
      assertThatThrownBy(
              () -> serializer.configure(
                  Map.of("schema.registry.url", "http://h", "value.subject.name.strategy", topics), false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("only RecordNameStrategy");
      serializer.configure(
          Map.of("schema.registry.url", "http://h", "value.subject.name.strategy", topics.replace("Topic", "Record")), false);
      assertThat(serializer.serialize("t", null)).isNull();
    }
  }

  private static void refused(Map<String, Object> properties, String name) {
    assertThatThrownBy(() -> new ConfluentSchemaRegistry(properties))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(name);
  }

  private ConfluentSchemaRegistry registry(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", server.url(), "retries.wait.ms", 1));
    all.putAll(properties);
    return new ConfluentSchemaRegistry(all);
  }
}
