package io.tributary.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
  private final Api api = Api.shared();

  @Test
  void theDescriptionCoversEveryPathAndNamesNoInnerArgument() {
    JsonNode description = api.http.get("/openapi.json").send().json();
    assertThat(description.get("openapi").asString()).startsWith("3.1");
    assertThat(description.get("paths").propertyNames())
        .contains(
            "/api/tenants",
            "/api/tenants/{tenantId}/suspend",
            "/api/tenants/{tenantId}/users/{userId}",
            "/api/credits/fund",
            "/api/admin/credits/allocate/application",
            "/api/admin/credits/reclaim/application",
            "/api/credits/allocations",
            "/api/credits/configs",
            "/api/credits/configs/resolve",
            "/api/credits/configs/{id}",
            "/api/credits/consume",
            "/api/credits/wallets/{entityId}/{application}/entries",
            "/api/operations/{id}",
            "/api/v1/products/{productId}",
            "/api/v1/warehouses/{warehouseId}/locations",
            "/api/v1/stock/movements",
            "/api/v1/reservations/{reservationId}/commit",
            "/api/v1/orders/{orderId}/pick",
            "/api/v1/warehouses/{warehouseId}/picking-queue",
            "/api/sync/tenant/{tenantId}",
            "/health/ready");
    JsonNode consume = description.at("/paths/~1api~1credits~1consume/post");
    assertThat(consume.get("responses").propertyNames()).contains("200", "202", "default");
    assertThat(consume.get("parameters").findValuesAsString("name"))
        .containsExactly("Idempotency-Key", "Tributary-Position");
    assertThat(description.at("/paths/~1api~1credits~1fund/post/responses").propertyNames()).contains("201");
    JsonNode request = description.at("/components/schemas/ConsumeRequest/properties");
    assertThat(request.propertyNames())
        .containsExactlyInAnyOrder(
            "tenantId", "application", "creditAmount", "operationCode", "operationType", "operationId",
            "entityId", "userId", "balancing", "occurredAt", "metadata");
    assertThat(description.toString()).doesNotContain("\"caller\"").doesNotContain("\"atLeast\"");
    assertThat(api.http.get("/openapi.yaml").send().text()).startsWith("openapi: 3.1");
  }

  @Test
  void thePageIsServedFromHere() {
    Reply docs = api.http.get("/docs").send();
    assertThat(docs.status()).isEqualTo(302);
    String page = Objects.requireNonNull(docs.header("Location"));
    assertThat(page).startsWith("/swagger-ui/");
    Reply html = api.http.get(page).send();
    assertThat(html.status()).isEqualTo(200);
    assertThat(html.text()).doesNotContain("http://").doesNotContain("https://");
    JsonNode config = api.http.get("/openapi/swagger-config").send().json();
    assertThat(config.get("url").asString()).isEqualTo("/openapi.json");
    assertThat(api.http.get("/swagger-ui/swagger-ui-bundle.js").send().status()).isEqualTo(200);
  }
}
