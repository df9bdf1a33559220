package io.tributary.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fake: one wallet behind the platform's endpoints, with their answers, codes and rule of one outcome for each id. The real
 * ones are met in the end-to-end test.
 */
final class FakePlatform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  enum Mood {
    WELL,
    /** Takes no request: 503 before anything is done. */
    BUSY,
    /** Does what it is asked, and the answer gets lost. */
    MUTE
  }

  private record Outcome(boolean approved, String code, long amount) {}

  private static final class Held {
    long left;
    final Instant expiresAt;
    boolean open = true;

    Held(long left, Instant expiresAt) {
      this.left = left;
      this.expiresAt = expiresAt;
    }
  }

  final List<String> requests = new ArrayList<>();
  volatile Mood mood = Mood.WELL;
  volatile @Nullable String retryAfter;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<String, Held> leases = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private long balance;
  private long consumed;

  FakePlatform(long balance) throws IOException {
    this.balance = balance;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/api/credits/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized long balance() {
    return balance;
  }

  synchronized long consumed() {
    return consumed;
  }

  synchronized long held() {
    return leases.values().stream().filter(lease -> lease.open).mapToLong(lease -> lease.left).sum();
  }

  synchronized int count(String request) {
    return (int) requests.stream().filter(request::equals).count();
  }

  synchronized void expireLeases() {
    leases.replaceAll((id, lease) -> new Held(lease.left, Instant.MIN));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/api/credits/".length());
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    Mood now = mood;
    if (now == Mood.BUSY) {
      String wait = retryAfter;
      if (wait != null) {
        exchange.getResponseHeaders().add("Retry-After", wait);
      }
      send(exchange, 503, problem("not_ready"));
      return;
    }
    Answer answer = answer(exchange.getRequestMethod(), path, body);
    if (now == Mood.MUTE) {
      exchange.close();
    } else {
      send(exchange, answer.status, answer.body);
    }
  }

  private record Answer(int status, ObjectNode body) {}

  private synchronized Answer answer(String method, String path, JsonNode body) {
    String[] parts = path.split("/");
    requests.add(method + " " + (parts.length > 1 ? parts[0] + "/*" + (parts.length > 2 ? "/" + parts[2] : "") : path));
    if (path.equals("consume")) {
      boolean replayed = outcomes.containsKey(id(body));
      Outcome outcome = decide(body, null);
      return outcome.approved
          ? new Answer(200, JSON.createObjectNode().put("decision", "approved").put("balance", balance).put("replayed", replayed))
          : new Answer(outcome.code.equals("operation_mismatch") ? 422 : 402, problem(outcome.code).put("balance", balance));
    } else if (path.equals("leases")) {
      return take(body);
    } else if (method.equals("DELETE")) {
      Held lease = leases.get(parts[1]);
      if (lease == null || !lease.open) {
        return new Answer(lease == null ? 404 : 409, problem(lease == null ? "lease_not_found" : "lease_ended"));
      }
      lease.open = false;
      balance += lease.left;
      return new Answer(200, JSON.createObjectNode().put("balance", balance));
    }
    return late(parts[1], body.get("operations"));
  }

  private Answer take(JsonNode body) {
    long amount = Math.min(balance, body.get("creditAmount").asLong());
    if (amount == 0) {
      return new Answer(402, problem("insufficient_credits"));
    }
    String id = "lease-" + body.get("operationId").asString();
    Instant decidedAt = Instant.now();
    Instant expiresAt = decidedAt.plus(Duration.ofSeconds(body.get("ttlSeconds").asLong()));
    balance -= amount;
    leases.put(id, new Held(amount, expiresAt));
    return new Answer(200, JSON.createObjectNode().put("leaseId", id).put("creditAmount", amount)
        .put("decidedAt", decidedAt.toString()).put("expiresAt", expiresAt.toString()));
  }

  private Answer late(String leaseId, JsonNode operations) {
    for (JsonNode operation : operations) {
      if (operation.get("operationCode").asString().isEmpty()) {
        return new Answer(400, problem("invalid_field"));
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode items = answer.putArray("outcomes");
    for (JsonNode operation : operations) {
      Outcome outcome = decide(operation, leases.get(leaseId));
      ObjectNode item = items.addObject().put("decision", outcome.approved ? "approved" : "refused");
      if (!outcome.approved) {
        item.put("code", outcome.code);
      }
    }
    return new Answer(200, answer);
  }

  private Outcome decide(JsonNode operation, @Nullable Held lease) {
    Outcome known = outcomes.get(id(operation));
    long amount = operation.get("creditAmount").asLong();
    if (known != null) {
      return known.amount == amount ? known : new Outcome(false, "operation_mismatch", amount);
    }
    if (lease != null) {
      String code = !lease.open ? "lease_ended"
          : !Instant.parse(operation.get("occurredAt").asString()).isBefore(lease.expiresAt) ? "lease_expired"
          : amount > lease.left ? "exceeds_lease" : "";
      if (!code.isEmpty()) {
        return new Outcome(false, code, amount);
      }
      lease.left -= amount;
    } else if (amount > balance) {
      outcomes.put(id(operation), new Outcome(false, "insufficient_credits", amount));
      return outcomes.get(id(operation));
    } else {
      balance -= amount;
    }
    consumed += amount;
    outcomes.put(id(operation), new Outcome(true, "", amount));
    return outcomes.get(id(operation));
  }

  private static String id(JsonNode operation) {
    return operation.get("operationCode").asString() + "/" + operation.get("operationId").asString();
  }

  private static ObjectNode problem(String code) {
    return JSON.createObjectNode().put("code", code).put("detail", code);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
