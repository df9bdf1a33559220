package io.tributary.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform's endpoints for credits. */
final class Platform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Not about the request, but about the moment. */
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  private final Settings settings;
  private final HttpClient http;

  Platform(Settings settings) {
    this.settings = settings;
    this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
  }

  PlatformAnswer consume(Operation operation) {
    return post("/api/credits/consume", named(operation));
  }

  /** @param takeId the same for a taking that is tried again */
  PlatformAnswer takeLease(String takeId) {
    ObjectNode body = wallet()
        .put("creditAmount", settings.leaseSize())
        .put("ttlSeconds", settings.leaseTtl().toSeconds())
        .put("graceSeconds", settings.leaseGrace().toSeconds())
        .put("operationId", takeId);
    return post("/api/credits/leases", body);
  }

  /** @param spent 1 to 1,000, of one lease */
  PlatformAnswer settle(List<Spending> spent) {
    ObjectNode body = JSON.createObjectNode();
    if (settings.tenantId() != null) {
      body.put("tenantId", settings.tenantId());
    }
    ArrayNode operations = body.putArray("operations");
    for (Spending spending : spent) {
      ObjectNode item = named(spending.operation());
      item.remove("tenantId");
      operations.add(item.put("occurredAt", spending.occurredAt().toString()));
    }
    return post("/api/credits/leases/" + escaped(spent.getFirst().leaseId()) + "/consumptions", body);
  }

  PlatformAnswer closeLease(String leaseId) {
    String tenant = settings.tenantId() == null ? "" : "?tenantId=" + escaped(settings.tenantId());
    return send(request("/api/credits/leases/" + escaped(leaseId) + tenant).DELETE());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private ObjectNode named(Operation operation) {
    ObjectNode body = wallet()
        .put("creditAmount", operation.creditAmount())
        .put("operationCode", operation.operationCode())
        .put("operationId", operation.operationId());
    if (operation.userId() != null) {
      body.put("userId", operation.userId());
    }
    if (!operation.metadata().isEmpty()) {
      ObjectNode metadata = body.putObject("metadata");
      Map<String, String> given = operation.metadata();
      given.forEach(metadata::put);
    }
    return body;
  }

  private ObjectNode wallet() {
    ObjectNode body = JSON.createObjectNode().put("application", settings.application());
    if (settings.tenantId() != null) {
      body.put("tenantId", settings.tenantId());
    }
    if (settings.entityId() != null) {
      body.put("entityId", settings.entityId());
    }
    return body;
  }

  private PlatformAnswer post(String path, ObjectNode body) {
    return send(request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private HttpRequest.Builder request(String path) {
    String base = settings.baseUri().toString();
    return HttpRequest.newBuilder(URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
        .timeout(settings.timeout())
        .header("Accept", "application/json");
  }

  private PlatformAnswer send(HttpRequest.Builder request) {
    try {
      request.header("Authorization", "Bearer " + settings.token().get());
      return answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new PlatformAnswer.Unknown(e.toString(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PlatformAnswer.Unknown("interrupted", null);
    } catch (RuntimeException e) {
      return new PlatformAnswer.Unknown("no token: " + e, null);
    }
  }

  private static PlatformAnswer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    JsonNode body = json(response.body());
    if (status == 200 && body != null) {
      return new PlatformAnswer.Done(body);
    }
    String code = body == null ? null : body.path("code").asStringOpt().orElse(null);
    if (status >= 400 && status < 500 && code != null && !PASSING.contains(status)) {
      JsonNode balance = body.path("balance");
      return new PlatformAnswer.Declined(
          status, code, body.path("detail").asStringOpt().orElse(null),
          balance.isIntegralNumber() ? balance.asLong() : null);
    }
    return new PlatformAnswer.Unknown("status " + status, retryAfter(response));
  }

  private static @Nullable JsonNode json(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isObject() ? node : null;
    } catch (JacksonException notOurs) {
      return null;
    }
  }

  /** Seconds, or a date (RFC 9110). */
  private static @Nullable Duration retryAfter(HttpResponse<String> response) {
    String value = response.headers().firstValue("Retry-After").orElse(null);
    if (value == null) {
      return null;
    }
    try {
      return value.chars().allMatch(Character::isDigit)
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(Instant.now(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      return null;
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
