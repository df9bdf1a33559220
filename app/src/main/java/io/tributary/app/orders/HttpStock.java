package io.tributary.app.orders;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.orders.Calls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running instance's inventory, called like any client calls it. Each product lies in one of two warehouses. */
public final class HttpStock implements Stock {
  private static final List<String> WAREHOUSES = List.of("north", "south");
  private static final String LOCATION = "shelf";
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._@-]");
  private static final Pattern ESCAPED = Pattern.compile(":([0-9a-f]{4})");
  private static final int WRITE_OFF_ATTEMPTS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final Calls calls;
  private final long patienceNanos;

  /** @param patience how long the instance may be out of reach, and an order may wait for its goods */
  public HttpStock(Endpoint endpoint, Duration patience) {
    this.calls = new Calls(endpoint, patience);
    this.patienceNanos = patience.toNanos();
  }

  @Override
  public void furnish(String tenantId) {
    for (String warehouse : WAREHOUSES) {
      create("/warehouses", "warehouse_exists", Map.of(
          "tenantId", tenantId, "operationId", "replay-" + warehouse, "warehouseId", warehouse, "name", warehouse));
      create("/warehouses/" + warehouse + "/locations", "location_exists", Map.of(
          "tenantId", tenantId, "operationId", "replay-" + warehouse, "locationId", LOCATION));
    }
  }

  @Override
  public void product(String tenantId, String code) {
    create("/products", "product_exists", Map.of(
        "tenantId", tenantId, "operationId", "replay-" + code, "productId", id(code), "sku", code, "name", code,
        "reorderPoint", Restocking.POINT, "reorderQuantity", Restocking.QUANTITY));
  }

  @Override
  public void receive(String tenantId, String code, long quantity, String operationId) {
    succeed("/stock/receive", goods(tenantId, code, quantity, operationId));
  }

  @Override
  public void writeOff(String tenantId, String code, long quantity, String operationId) {
    for (int attempt = 1; attempt <= WRITE_OFF_ATTEMPTS; attempt++) {
      Map<String, Object> body = goods(tenantId, code, -quantity, operationId + "-" + attempt);
      body.put("reason", "written off");
      Answer answer = calls.post("/api/v1/stock/adjust", body, null);
      if (answer.isSuccess()) {
        return;
      } else if (!answer.code().equals("insufficient_stock") && !answer.code().equals("stock_reserved")) {
        throw refused("/stock/adjust", body, answer);
      }
      rest(Math.min(LONGEST_PAUSE_MILLIS, 20L * attempt));
    }
    throw new CommandFailure(ExitCode.FAILED, "There was never enough of " + code + " to write off " + quantity + ".");
  }

  @Override
  public void deliver(String tenantId, @Nullable String customer, String orderId, Map<String, Long> goods) {
    List<Map<String, Object>> lines = new ArrayList<>();
    goods.forEach((code, quantity) -> lines.add(Map.of("productId", id(code), "quantity", quantity)));
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("tenantId", tenantId);
    order.put("operationId", orderId);
    order.put("orderId", orderId);
    order.put("partial", true);
    order.put("lines", lines);
    if (customer != null) {
      order.put("customerId", customer);
    }
    if (succeed("/orders", order).text("orderStatus").equals("WAITING")) {
      awaitReserved(tenantId, orderId);
    }
    for (String step : List.of("pick", "pack", "ship")) {
      succeed("/orders/" + orderId + "/" + step, Map.of("tenantId", tenantId, "operationId", orderId));
    }
  }

  private void awaitReserved(String tenantId, String orderId) {
    long deadline = System.nanoTime() + patienceNanos;
    for (long pause = 10; System.nanoTime() < deadline; pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause)) {
      rest(pause);
      Answer answer = calls.get("/api/v1/orders/" + orderId + "?tenantId=" + tenantId);
      // Right after it was placed, an order may be on its way to the readers.
      if (answer.isSuccess() && !answer.text("status").equals("WAITING")) {
        return;
      }
    }
    throw new CommandFailure(ExitCode.FAILED, "The order " + orderId + " still waits for goods.");
  }

  @Override
  public Map<String, Long> contents(String tenantId) {
    Map<String, Long> contents = new TreeMap<>();
    for (JsonNode place : TenantDirectory.list(calls, "/api/v1/stock?limit=200&tenantId=" + tenantId, any -> true)) {
      contents.merge(code(place.required("productId").asString()), place.required("quantity").asLong(), Long::sum);
    }
    return contents;
  }

  @Override
  public long openOrders(String tenantId) {
    return TenantDirectory.list(calls, "/api/v1/orders?sort=urgent&limit=200&tenantId=" + tenantId, any -> true).size();
  }

  private static Map<String, Object> goods(String tenantId, String code, long quantity, String operationId) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tenantId", tenantId);
    body.put("operationId", operationId);
    body.put("productId", id(code));
    body.put("warehouseId", WAREHOUSES.get(Math.floorMod(code.hashCode(), WAREHOUSES.size())));
    body.put("locationId", LOCATION);
    body.put("quantity", quantity);
    return body;
  }

  /** A stock code as an id that a path can hold: what such an id can't is written as a colon and four hex digits. */
  static String id(String code) {
    return UNFIT.matcher(code).replaceAll(found -> ":%04x".formatted((int) found.group().charAt(0)));
  }

  static String code(String id) {
    return ESCAPED.matcher(id).replaceAll(found ->
        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  private void create(String path, String exists, Map<String, Object> body) {
    Answer answer = calls.post("/api/v1" + path, body, null);
    if (!answer.isSuccess() && !answer.code().equals(exists)) {
      throw refused(path, body, answer);
    }
  }

  private Answer succeed(String path, Map<String, Object> body) {
    Answer answer = calls.post("/api/v1" + path, body, null);
    if (!answer.isSuccess()) {
      throw refused(path, body, answer);
    }
    return answer;
  }

  private static CommandFailure refused(String path, Map<String, Object> body, Answer answer) {
    return new CommandFailure(ExitCode.FAILED,
        "The platform refused " + path + " of " + body.get("operationId") + ": " + answer.detail() + " (" + answer.code() + ")");
  }

  private static void rest(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
