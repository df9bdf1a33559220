package io.tributary.app.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server with the contract of the platform's API as far as orders need it, and troubles: most often it does what is
 * asked and then loses the answer.
 */
public final class FlakyPlatform implements Endpoint, AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<String, Map<String, Object>> byKey = new HashMap<>();
  private final List<Map<String, Object>> tenants = new ArrayList<>();
  private final List<Map<String, Object>> users = new ArrayList<>();
  private final Map<String, Map<String, Object>> operations = new TreeMap<>();
  private final Map<String, long[]> wallets = new HashMap<>();
  private volatile boolean troubles;
  private volatile String token = "first";
  private volatile String accepted = "first";

  public FlakyPlatform(boolean troubles) throws IOException {
    this.troubles = troubles;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** What a wallet has: allocated and consumed, by tenant name. */
  public synchronized Map<String, List<Long>> totals() {
    Map<String, List<Long>> totals = new TreeMap<>();
    tenants.forEach(tenant -> {
      long[] wallet = wallets.getOrDefault((String) tenant.get("id"), new long[2]);
      totals.put((String) tenant.get("name"), List.of(wallet[0], wallet[1]));
    });
    return totals;
  }

  public synchronized int users() {
    return users.size();
  }

  public synchronized int operations() {
    return operations.size();
  }

  public int requests() {
    return requests.get();
  }

  /** From now on only the token after a renewal is good. */
  public void expireToken() {
    accepted = "second";
  }

  private void handle(HttpExchange exchange) throws IOException {
    int number = requests.incrementAndGet();
    String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (!("Bearer " + accepted).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, Map.of("code", "unauthenticated"));
    } else if (troubles && number % 5 == 1) {
      exchange.getResponseHeaders().add("Retry-After", "0");
      answer(exchange, number % 2 == 0 ? 429 : 503, Map.of("code", "too_many_requests"));
    } else {
      Reply reply = reply(exchange, body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
      if (troubles && number % 7 == 3) {
        exchange.close();
      } else if (troubles && number % 7 == 5 && exchange.getRequestURI().getPath().endsWith("consume")) {
        answer(exchange, 202, Map.of("status", "pending"));
      } else {
        answer(exchange, reply.status(), reply.body());
      }
    }
  }

  private record Reply(int status, Map<String, Object> body) {}

  private synchronized Reply reply(HttpExchange exchange, JsonNode body) {
    String path = exchange.getRequestURI().getPath();
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && byKey.containsKey(path + key)) {
      return new Reply(201, byKey.get(path + key));
    }
    Reply reply = exchange.getRequestMethod().equals("GET") ? read(path) : write(path, body);
    if (key != null && reply.status() < 300) {
      byKey.put(path + key, reply.body());
    }
    return reply;
  }

  private Reply read(String path) {
    if (path.equals("/api/tenants")) {
      return new Reply(200, Map.of("items", tenants));
    }
    String tenantId = List.of(path.split("/", -1)).get(4);
    if (!wallets.containsKey(tenantId)) {
      return new Reply(404, Map.of("code", "wallet_not_found"));
    }
    long[] wallet = wallets.get(tenantId);
    return new Reply(200, Map.of("allocated", wallet[0], "consumed", wallet[1], "balance", wallet[0] - wallet[1]));
  }

  private Reply write(String path, JsonNode body) {
    if (path.equals("/api/tenants")) {
      String domain = body.required("domain").asString();
      if (tenants.stream().anyMatch(tenant -> tenant.get("domain").equals(domain))) {
        return new Reply(409, Map.of("code", "domain_taken"));
      }
      Map<String, Object> tenant =
          Map.of("id", "t" + tenants.size(), "name", body.required("name").asString(), "domain", domain);
      tenants.add(tenant);
      return new Reply(201, tenant);
    }
    if (path.endsWith("/users")) {
      Map<String, Object> user = Map.of("userId", "u" + users.size(), "email", body.required("email").asString());
      users.add(user);
      return new Reply(201, user);
    }
    String tenantId = body.required("tenantId").asString();
    long amount = body.required("creditAmount").asLong();
    return switch (path) {
      case "/api/credits/fund" -> new Reply(201, Map.of("fundingId", "f"));
      case "/api/admin/credits/allocate/application" -> {
        wallets.computeIfAbsent(tenantId, id -> new long[2])[0] += amount;
        yield new Reply(201, Map.of("allocationId", "a"));
      }
      default -> consume(tenantId, amount, body.required("operationId").asString());
    };
  }

  private Reply consume(String tenantId, long amount, String operationId) {
    Map<String, Object> known = operations.computeIfAbsent(tenantId + "/" + operationId, id -> {
      long[] wallet = wallets.get(tenantId);
      if (wallet[0] - wallet[1] < amount) {
        return Map.of("code", "insufficient_credits", "balance", wallet[0] - wallet[1]);
      }
      wallet[1] += amount;
      return Map.of("decision", "approved");
    });
    return new Reply(known.containsKey("decision") ? 200 : 402, known);
  }

  private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public void renewToken() {
    token = "second";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
