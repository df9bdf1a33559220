package io.tributary.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.RealLedger;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Stock over HTTP, decided and shown by the real inventory. */
class InventoryIT {
  private static RealLedger real;
  private static Tenant tenant;
  private static String token;

  @BeforeAll
  static void start(@TempDir Path state) throws InterruptedException {
    real = new RealLedger(state);
    tenant = real.api.tenant();
    token = real.api.token(tenant, CallerRole.MANAGER);
  }

  @AfterAll
  static void stop() {
    real.close();
  }

  @Test
  void anOrderIsServedFromTheReceiptToTheLastPiece() {
    JsonNode product = ok(201, "POST", "/products",
        "{'operationId':'p','productId':'mug','sku':'MUG-1','name':'Mug','reorderPoint':2,'reorderQuantity':24}");
    assertThat(product.get("id").asString()).isEqualTo("mug");
    ok(201, "POST", "/warehouses", "{'operationId':'w','warehouseId':'main','name':'Main'}");
    ok(201, "POST", "/warehouses/main/locations", "{'operationId':'l','locationId':'A-1'}");
    ok(200, "POST", "/stock/receive",
        "{'operationId':'r','productId':'mug','warehouseId':'main','locationId':'A-1','quantity':10,'unitCost':2.5}");

    JsonNode kept = ok(201, "POST", "/reservations",
        "{'operationId':'o1','productId':'mug','quantity':8,'orderId':'order-1','timeoutSeconds':600}");
    assertThat(kept.get("available").intValue()).isEqualTo(2);
    assertThat(ok(201, "POST", "/reservations",
        "{'operationId':'o1','productId':'mug','quantity':8,'orderId':'order-1','timeoutSeconds':600}")
        .get("replayed").booleanValue()).isTrue();

    Reply refused = call("POST", "/reservations",
        "{'operationId':'o2','productId':'mug','quantity':3,'orderId':'order-2'}");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("insufficient_stock");
    assertThat(refused.json().get("available").intValue()).isEqualTo(2);
    assertThat(call("POST", "/reservations", "{'operationId':'o2','productId':'mug','quantity':2,'orderId':'order-2'}")
        .code()).isEqualTo("operation_mismatch");

    String reservation = kept.get("id").asString();
    Reply committed = call("POST", "/reservations/" + reservation + "/commit", "{'operationId':'c'}");
    assertThat(committed.status()).as(committed.text()).isEqualTo(200);
    String position = committed.header("Tributary-Position");

    JsonNode level = get("/stock/products/mug", position);
    assertThat(level.get("globalQuantity").intValue()).isEqualTo(2);
    assertThat(level.get("globalReserved").intValue()).isZero();
    assertThat(level.at("/warehouses/0/locations/0/availableQuantity").intValue()).isEqualTo(2);
    assertThat(get("/stock/low", position).at("/items/0/reorderQuantity").intValue()).isEqualTo(24);
    assertThat(get("/reservations?orderId=order-1", position).at("/items/0/status").asString()).isEqualTo("COMMITTED");
    assertThat(get("/stock?warehouseId=main", position).get("items")).hasSize(1);
    assertThat(get("/warehouses/main", position).get("products").intValue()).isEqualTo(1);
    JsonNode outcome = get("/stock/operations/stock.reserve?operationId=o2", position);
    assertThat(outcome.get("code").asString()).isEqualTo("insufficient_stock");

    JsonNode page = get("/stock/movements?productId=mug&limit=2", position);
    assertThat(page.get("items")).hasSize(2);
    JsonNode rest = get("/stock/movements?productId=mug&limit=50&cursor=" + page.get("next").asString(), position);
    assertThat(rest.get("next").isNull()).isTrue();
    assertThat(page.get("items").size() + rest.get("items").size())
        .as("low, receipt, reservation, commit, low again").isEqualTo(5);
    assertThat(call("GET", "/stock/movements?limit=50&cursor=" + page.get("next").asString(), null).code())
        .as("a cursor is for its own list").isEqualTo("invalid_cursor");

    Reply stale = call("PATCH", "/products/mug", "{'operationId':'u','expectedVersion':7,'name':'Cup'}");
    assertThat(stale.code()).isEqualTo("version_conflict");
    assertThat(stale.json().get("version").intValue()).isEqualTo(1);
    Tenant other = real.api.tenant();
    assertThat(real.api.http.get("/api/v1/products/mug").token(real.api.token(other, CallerRole.OWNER)).send().code())
        .as("another tenant's product").isEqualTo("product_not_found");
  }

  @Test
  void whatIsToldLateIsValuedByItsDate() {
    ok(201, "POST", "/products", "{'operationId':'p2','productId':'tea','sku':'TEA','name':'Tea','unit':'g','valuation':'fifo',"
        + "'units':[{'unit':'tin','numerator':250},{'unit':'ounce','numerator':28349523125,'denominator':1000000000}]}");
    ok(201, "POST", "/warehouses", "{'operationId':'w2','warehouseId':'shop','name':'Shop'}");
    ok(201, "POST", "/warehouses/shop/locations", "{'operationId':'l2','locationId':'1'}");
    String tea = "'productId':'tea','warehouseId':'shop','locationId':'1'";
    assertThat(ok(200, "POST", "/stock/receive", "{'operationId':'t1'," + tea + ",'quantity':4,'unit':'tin','unitCost':0.02}")
        .get("quantity").intValue()).isEqualTo(1_000);
    ok(200, "POST", "/stock/issue", "{'operationId':'t2'," + tea + ",'quantity':500}");
    ok(200, "POST", "/stock/receive",
        "{'operationId':'t3'," + tea + ",'quantity':100,'unitCost':0.05,'occurredAt':'2026-01-01'}");
    Reply future = call("POST", "/stock/issue", "{'operationId':'t4'," + tea + ",'quantity':1,'occurredAt':'2999-01-01'}");
    assertThat(future.code()).isEqualTo("occurred_in_future");
    assertThat(call("POST", "/stock/issue", "{'operationId':'t5'," + tea + ",'quantity':1,'occurredAt':'2025-01-01'}").code())
        .isEqualTo("not_in_stock_then");
    assertThat(call("POST", "/stock/issue", "{'operationId':'t6'," + tea + ",'quantity':1,'unit':'ounce'}").code())
        .isEqualTo("unit_inexact");
    assertThat(call("POST", "/stock/issue", "{'operationId':'t7'," + tea + ",'quantity':1,'occurredAt':'soon'}").code())
        .isEqualTo("invalid_field");

    String position = future.header("Tributary-Position");
    JsonNode now = get("/stock/valuation?productId=tea", position).at("/items/0");
    assertThat(now.get("quantity").intValue()).isEqualTo(600);
    assertThat(now.get("value").decimalValue()).as("100 at 0.05 and 400 at 0.02 left").isEqualByComparingTo("12");
    assertThat(now.get("revaluing").booleanValue()).isFalse();
    assertThat(get("/stock/valuation?productId=tea&at=2026-01-02", position).at("/items/0/value").decimalValue())
        .isEqualByComparingTo("5");
    assertThat(get("/stock/valuation?productId=tea&at=2025-12-31", position).get("items")).isEmpty();
    JsonNode report = get("/stock/revaluations?productId=tea", position).at("/items/0");
    assertThat(report.get("complete").booleanValue()).isTrue();
    JsonNode line = get("/stock/products/tea/revaluations/" + report.get("revaluation").asString(), position).at("/items/0");
    assertThat(line.get("valueBefore").decimalValue()).isEqualByComparingTo("-10");
    assertThat(line.get("valueAfter").decimalValue()).isEqualByComparingTo("-13");
  }

  @Test
  void aReservationExpiresWhereNothingElseHappens() {
    Tenant alone = real.api.tenant();
    String owner = real.api.token(alone, CallerRole.OWNER);
    for (String[] step : new String[][] {
        {"/products", "{'operationId':'p','productId':'hat','sku':'HAT','name':'Hat'}"},
        {"/warehouses", "{'operationId':'w','warehouseId':'main','name':'Main'}"},
        {"/warehouses/main/locations", "{'operationId':'l','locationId':'1'}"},
        {"/stock/receive", "{'operationId':'r','productId':'hat','warehouseId':'main','locationId':'1','quantity':5}"},
        {"/reservations", "{'operationId':'o','productId':'hat','quantity':5,'orderId':'order-9','timeoutSeconds':1}"}}) {
      assertThat(real.api.http.call("POST", "/api/v1" + step[0]).token(owner).json(step[1]).send().status()).isLessThan(300);
    }
    await().atMost(Duration.ofSeconds(40)).untilAsserted(() ->
        assertThat(real.api.http.get("/api/v1/reservations?orderId=order-9").token(owner).send().json()
            .at("/items/0/status").asString()).isEqualTo("EXPIRED"));
    assertThat(real.api.http.get("/api/v1/stock/products/hat").token(owner).send().json().get("globalAvailable").intValue())
        .isEqualTo(5);
  }

  private static JsonNode ok(int status, String method, String path, String body) {
    Reply reply = call(method, path, body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    return reply.json();
  }

  private static Reply call(String method, String path, @Nullable String body) {
    var call = real.api.http.call(method, "/api/v1" + path).token(token);
    return (body == null ? call : call.json(body)).send();
  }

  private static JsonNode get(String path, @Nullable String position) {
    Reply reply =
        real.api.http.get("/api/v1" + path).token(token).header("Tributary-Position", Objects.requireNonNull(position)).send();
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }
}
