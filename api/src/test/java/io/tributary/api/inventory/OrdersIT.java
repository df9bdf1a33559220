package io.tributary.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.RealLedger;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Orders over HTTP, decided and shown by the real inventory. */
class OrdersIT {
  private static final int ORDERS = 60;
  private static final int STOCK = 90;

  private static RealLedger real;
  private String token;
  private String position;

  @BeforeAll
  static void start(@TempDir Path state) throws InterruptedException {
    real = new RealLedger(state);
  }

  @AfterAll
  static void stop() {
    real.close();
  }

  @BeforeEach
  void furnish() {
    Tenant tenant = real.api.tenant();
    token = real.api.token(tenant, CallerRole.MANAGER);
    ok(201, "/products", "{'operationId':'p','productId':'mug','sku':'MUG','name':'Mug'}");
    for (String warehouse : List.of("north", "south")) {
      ok(201, "/warehouses", "{'operationId':'w-%s','warehouseId':'%s','name':'W'}".formatted(warehouse, warehouse));
      ok(201, "/warehouses/" + warehouse + "/locations",
          "{'operationId':'l-%s','locationId':'A-1'}".formatted(warehouse));
    }
  }

  @Test
  void anOrderIsWorkedOnInTwoWarehouses() {
    receive("r1", "north", 3);
    receive("r2", "south", 3);
    Reply refused = call("POST", "/orders", "{'operationId':'o0','orderId':'zero','lines':[{'productId':'mug','quantity':7}]}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("insufficient_stock");
    assertThat(refused.json().path("orderLineId").asString()).isEqualTo("1");
    assertThat(refused.json().path("available").intValue()).isEqualTo(6);

    JsonNode placed = ok(201, "/orders",
        "{'operationId':'o1','orderId':'one','customerId':'c','partial':true,'lines':[{'productId':'mug','quantity':7}]}");
    assertThat(placed.get("orderStatus").asString()).isEqualTo("WAITING");
    assertThat(ok(201, "/orders",
        "{'operationId':'o1','orderId':'one','customerId':'c','partial':true,'lines':[{'productId':'mug','quantity':7}]}")
        .get("replayed").booleanValue()).isTrue();
    receive("r3", "north", 1);
    JsonNode order = get("/orders/one");
    assertThat(order.get("status").asString()).as("it went on by itself").isEqualTo("RESERVED");
    long version = order.get("version").asLong();
    assertThat(call("POST", "/orders/one/pick", "{'operationId':'k0','expectedVersion':1}").code())
        .isEqualTo("version_conflict");
    assertThat(get("/warehouses/north/picking-queue").at("/items/0/lines/0/reserved").intValue()).isEqualTo(4);
    ok(200, "/orders/one/pick", "{'operationId':'k1','expectedVersion':" + version + "}");
    assertThat(get("/warehouses/north/picking-queue").get("items")).isEmpty();
    ok(200, "/orders/one/pack", "{'operationId':'a1','warehouseId':'south'}");
    ok(200, "/orders/one/ship", "{'operationId':'s1','carrier':'DHL'}");
    assertThat(get("/warehouses/north/shipping-queue").at("/items/0/status").asString()).isEqualTo("SHIPPING");
    assertThat(get("/warehouses/north/locations/~one/stock").at("/items/0/quantity").intValue()).isEqualTo(4);
    ok(200, "/orders/one/cancel", "{'operationId':'c1','reason':'rest not wanted'}");

    JsonNode done = get("/orders/one");
    assertThat(done.get("status").asString()).isEqualTo("SHIPPED");
    assertThat(done.at("/shipments/0/warehouseId").asString()).isEqualTo("south");
    assertThat(done.at("/lines/0/cancelled").intValue()).isEqualTo(4);
    assertThat(get("/orders/one/history?limit=200").get("items").findValuesAsString("type")).containsExactly(
        "order.placed", "order.reserved", "order.reserved", "items.picked", "order.packed", "order.shipped",
        "order.cancelled");
    assertThat(call("POST", "/orders/one/cancel", "{'operationId':'c2'}").code()).isEqualTo("order_shipped");
    assertThat(get("/stock/products/mug").get("globalAvailable").intValue()).isEqualTo(4);
    assertThat(get("/orders?customerId=c&status=shipped").at("/items/0/orderId").asString()).isEqualTo("one");
    assertThat(get("/reservations?orderId=one").at("/items/0/status").asString()).isEqualTo("COMMITTED");
  }

  @Test
  void whatIsNotOnTheShelfIsReservedElsewhere() {
    ok(201, "/products", "{'operationId':'b','productId':'box','sku':'BOX','name':'Box','units':[{'unit':'dozen','numerator':12}]}");
    for (String warehouse : List.of("north", "south")) {
      ok(200, "/stock/receive", ("{'operationId':'b-%s','productId':'box','warehouseId':'%s','locationId':'A-1','quantity':2,"
          + "'unit':'dozen'}").formatted(warehouse, warehouse));
    }
    Reply unknown = call("POST", "/orders",
        "{'operationId':'o0','orderId':'b1','lines':[{'productId':'box','quantity':1,'unit':'crate'}]}");
    assertThat(unknown.code()).isEqualTo("unit_unknown");
    assertThat(unknown.json().path("field").asString()).isEqualTo("lines.unit");
    assertThat(unknown.json().path("orderLineId").asString()).isEqualTo("1");
    ok(201, "/orders", "{'operationId':'o1','orderId':'b1','lines':[{'productId':'box','quantity':2,'unit':'dozen'}]}");
    String some = "'lines':[{'lineId':'1','locationId':'A-1','quantity':20,'missing':4}]";
    Reply noReason = call("POST", "/orders/b1/pick", "{'operationId':'k0'," + some + "}");
    assertThat(noReason.json().path("field").asString()).isEqualTo("reason");
    assertThat(call("POST", "/orders/b1/pack", "{'operationId':'a0'," + some + "}").json().path("field").asString())
        .isEqualTo("lines[0].missing");
    assertThat(ok(200, "/orders/b1/pick", "{'operationId':'k1','reason':'crushed'," + some + "}").get("orderStatus").asString())
        .isEqualTo("PICKING");
    assertThat(get("/orders/b1").at("/lines/0/reserved").intValue()).isEqualTo(4);
    assertThat(get("/warehouses/south/picking-queue").at("/items/0/lines/0/reserved").intValue()).isEqualTo(4);
    assertThat(get("/stock/products/box").get("globalQuantity").intValue()).isEqualTo(44);
    assertThat(get("/orders/b1/history").at("/items/3/reason").asString()).isEqualTo("crushed");
  }

  @Test
  void goodsTravelBetweenWarehouses() {
    receive("r1", "north", 5);
    JsonNode sent = ok(201, "/stock/transfers",
        "{'operationId':'t1','transferId':'truck','productId':'mug','fromWarehouseId':'north','fromLocationId':'A-1',"
            + "'toWarehouseId':'south','quantity':4}");
    assertThat(sent.get("available").intValue()).isEqualTo(1);
    assertThat(get("/stock/transfers?warehouseId=south&inTransit=true").at("/items/0/inTransit").intValue()).isEqualTo(4);
    ok(200, "/stock/transfers/truck/receive", "{'operationId':'t2','locationId':'A-1','quantity':3,'complete':true}");
    assertThat(get("/stock/transfers/truck").get("missing").intValue()).isEqualTo(1);
    assertThat(get("/stock/products/mug").get("globalAvailable").intValue()).isEqualTo(4);
    assertThat(call("POST", "/stock/transfers/truck/receive", "{'operationId':'t3','locationId':'A-1'}").code())
        .isEqualTo("transfer_ended");
    assertThat(call("GET", "/stock/transfers/nothing", null).code()).isEqualTo("transfer_not_found");
  }

  @Test
  void nothingIsPromisedTwiceWhileTheInventoryRestarts() throws Exception {
    receive("r1", "north", STOCK / 2);
    receive("r2", "south", STOCK / 2);
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<String>> verdicts = new ArrayList<>();
      for (int i = 0; i < ORDERS; i++) {
        String id = "o" + i;
        verdicts.add(callers.submit(() -> carryThrough(id)));
      }
      real.restartInventory();
      int shipped = 0;
      for (Future<String> verdict : verdicts) {
        shipped += verdict.get().equals("SHIPPED") ? 1 : 0;
      }
      assertThat(shipped).as("of %s orders for 3 each, over %s in stock", ORDERS, STOCK).isEqualTo(STOCK / 3);
    }
    JsonNode level = get("/stock/products/mug");
    assertThat(level.get("globalQuantity").intValue()).isZero();
    assertThat(level.get("globalReserved").intValue()).isZero();
    assertThat(get("/orders?limit=200").get("items")).hasSize(STOCK / 3);
  }

  /** Places an order and does all its work, sending each step until it has its answer. */
  private String carryThrough(String id) {
    Reply placed = decided("/orders",
        "{'operationId':'%s','orderId':'%s','lines':[{'productId':'mug','quantity':3}]}".formatted(id, id));
    if (placed.status() == 409) {
      return placed.code();
    }
    for (String step : List.of("pick", "pack", "ship")) {
      Reply done = decided("/orders/" + id + "/" + step, "{'operationId':'%s'}".formatted(id));
      assertThat(done.status()).as("%s", done).isEqualTo(200);
    }
    return decided("/orders/" + id + "/ship", "{'operationId':'%s'}".formatted(id)).json().get("orderStatus").asString();
  }

  private Reply decided(String path, String body) {
    return await().atMost(Duration.ofSeconds(60)).until(
        () -> call("POST", path, body), reply -> reply.status() != 202 && reply.status() != 503);
  }

  private void receive(String id, String warehouse, int quantity) {
    ok(200, "/stock/receive",
        "{'operationId':'%s','productId':'mug','warehouseId':'%s','locationId':'A-1','quantity':%d}"
            .formatted(id, warehouse, quantity));
  }

  private JsonNode ok(int status, String path, String body) {
    Reply reply = call("POST", path, body);
    assertThat(reply.status()).as("%s: %s", path, reply.text()).isEqualTo(status);
    position = reply.header("Tributary-Position");
    return reply.json();
  }

  private Reply call(String method, String path, @Nullable String body) {
    var call = real.api.http.call(method, "/api/v1" + path).token(token);
    return (body == null ? call : call.json(body)).send();
  }

  private JsonNode get(String path) {
    Reply reply = real.api.http.get("/api/v1" + path).token(token).header("Tributary-Position", position).send();
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }
}
