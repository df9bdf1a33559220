package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeFormatsTest {
  private static final String TENANT = "b0a6e370-c1e5-43d1-94e0-55ed792274c4";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** The text of seed S0, with our event id. */
  @Test
  void rendersCreditEventsAsTheSeedShowsThem() {
    assertThat(S0Json.render(
            new CreditsAllocated(
                meta("credit.allocated", "2025-10-04T15:30:00Z", "admin"),
                "alloc_123", "org_123", "crm", 1000L, "monthly_allocation", 1000L, 1000L, 0L, null)))
        .isEqualTo(
            """
            {"eventId":"e-1","eventType":"credit.allocated","tenantId":"b0a6e370-c1e5-43d1-94e0-55ed792274c4",\
            "entityId":"org_123","amount":1000,"timestamp":"2025-10-04T15:30:00.000Z","source":"wrapper",\
            "metadata":"{\\"allocationId\\":\\"alloc_123\\",\\"reason\\":\\"monthly_allocation\\"}"}""");
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("resourceType", "account");
    attributes.put("resourceId", "acc_123");
    CreditsConsumed consumed =
        new CreditsConsumed(
            meta("credit.consumed", "2025-10-04T15:31:00Z", "user_456"),
            "op_789", "crm.accounts.create", "org_123", "crm", 35L, 965L, 1000L, 35L, attributes, List.of(), 0L, null,
            null, null);
    assertThat(S0Json.render(consumed))
        .isEqualTo(
            """
            {"eventId":"e-1","eventType":"credit.consumed","tenantId":"b0a6e370-c1e5-43d1-94e0-55ed792274c4",\
            "entityId":"org_123","userId":"user_456","amount":35,"operationType":"crm.accounts.create",\
            "operationId":"op_789","timestamp":"2025-10-04T15:31:00.000Z","source":"crm",\
            "metadata":"{\\"resourceType\\":\\"account\\",\\"resourceId\\":\\"acc_123\\"}"}""");
    consumed.setMeta(meta("credit.consumed", "2025-10-04T15:31:00Z", null));
    assertThat(S0Json.render(consumed)).doesNotContain("userId");
  }

  static Stream<String> creditEvents() {
    return Catalogue.load().typesOf(Context.CREDITS.events()).stream();
  }

  /** Whatever S0 does not know has its head all the same, and the rest in the metadata. */
  @ParameterizedTest
  @MethodSource("creditEvents")
  void everyCreditEventHasTheSeedsForm(String type) throws Exception {
    InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    AvroPayloads payloads = new AvroPayloads(registry);
    Schema schema = PublishedSchemas.of(GeneratedTypes.schemaOf(GeneratedTypes.byName(type)));
    int id = registry.register(type, schema);
    RandomRecords random = new RandomRecords(7);
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < 50; i++) {
      SpecificRecord event = payloads.decode(RoundTripTest.payload(id, random.next(schema)));
      EventMeta meta = (EventMeta) event.get(0);

      JsonNode shown = json.readTree(S0Json.render(event));

      assertThat(shown.get("eventId").asText()).isEqualTo(meta.getId());
      assertThat(shown.get("eventType").asText()).isEqualTo(meta.getType());
      assertThat(shown.get("timestamp").asText()).matches(".*T..:..:..\\.\\d{3}Z");
      assertThat(shown.has("entityId") && shown.has("source")).isTrue();
      assertThat(json.readTree(shown.get("metadata").asText()).isObject()).isTrue();
    }
  }

  @Test
  void headersAreCloudEventsInBinaryMode() {
    EventMeta meta = meta("credit.consumed", "2025-10-04T15:31:00.120Z", null);
    assertThat(texts(CloudEventHeaders.of(meta, CloudEventHeaders.source(Context.CREDITS), TRACE)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce_id", "e-1",
                "ce_type", "credit.consumed",
                "ce_source", "/tributary/credits",
                "ce_specversion", "1.0",
                "ce_time", "2025-10-04T15:31:00.120Z",
                "traceparent", TRACE));
  }

  @Test
  void onlyARealTraceIsPassedOn() {
    EventMeta meta = meta("credit.consumed", "2025-10-04T15:31:00Z", null);
    assertThat(texts(CloudEventHeaders.of(meta, "/s"))).doesNotContainKey("traceparent");
    assertThat(texts(CloudEventHeaders.of(meta, "/s", "00-x"))).doesNotContainKey("traceparent");
    String zeros = TRACE.replace("0af7651916cd43dd8448eb211c80319c", "0".repeat(32));
    assertThat(texts(CloudEventHeaders.of(meta, "/s", zeros))).doesNotContainKey("traceparent");
    assertThat(CloudEventHeaders.traceparent(CloudEventHeaders.of(meta, "/s", TRACE))).isEqualTo(TRACE);
    assertThat(CloudEventHeaders.traceparent(CloudEventHeaders.of(meta, "/s"))).isNull();
  }

  @Test
  void applicationsHaveOneStoredName() {
    assertThat(Applications.canonical("hrms")).isEqualTo("hr");
    assertThat(Applications.canonical("OPS")).isEqualTo("operations");
    assertThat(Applications.all()).allMatch(name -> Applications.canonical(name).equals(name)).hasSize(8);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Applications.canonical("payroll", "targetApplication"))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_FIELD))
        .satisfies(problem -> assertThat(problem.field()).isEqualTo("targetApplication"))
        .withMessageContaining("operations");
  }

  private static Map<String, String> texts(Headers headers) {
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return texts;
  }

  private static EventMeta meta(String type, String at, @Nullable String userId) {
    return new EventMeta("e-1", type, "a", "wallet", TENANT, 1L, Instant.parse(at), null, null, userId, Map.of());
  }
}
