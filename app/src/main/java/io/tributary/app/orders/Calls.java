package io.tributary.app.orders;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON over HTTP that doesn't give up early: lost connections and answers that mean "later" (202, 429, 502, 503, 504) are
 * tried again with growing pauses, until the instance has been out of reach for as long as the patience lasts. Callers only
 * make calls that may be repeated.
 */
final class Calls implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** Faults of the platform itself are tried again only so often: they may be of this request's own making. */
  private static final int ATTEMPTS_AT_FAULTS = 5;

  private final Endpoint endpoint;
  private final Duration patience;
  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(5))
      .build();

  Calls(Endpoint endpoint, Duration patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  /** An answer that is neither "later" nor a fault that went away. */
  record Answer(int status, JsonNode body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }

    /** The problem's code, or {@code http_<status>} when the answer isn't a problem of ours. */
    String code() {
      return body.path("code").asString("http_" + status);
    }

    String detail() {
      return body.path("detail").asString(body.path("title").asString("status " + status));
    }

    /** A text field of a successful answer, which the API promises. */
    String text(String field) {
      JsonNode value = body.get(field);
      if (value == null) {
        throw new CommandFailure(ExitCode.FAILED, "The platform's answer lacks " + field + ": " + body);
      }
      return value.asString();
    }
  }

  Answer get(String path) {
    return send("GET", path, null, null);
  }

  Answer post(String path, Object body, @Nullable String idempotencyKey) {
    return send("POST", path, JSON.writeValueAsString(body), idempotencyKey);
  }

  private Answer send(String method, String path, @Nullable String body, @Nullable String idempotencyKey) {
    long deadline = System.nanoTime() + patience.toNanos();
    long pause = FIRST_PAUSE_MILLIS;
    int faults = 0;
    boolean renewed = false;
    while (true) {
      String trouble;
      OptionalLong retryAfter = OptionalLong.empty();
      try {
        HttpResponse<String> response = exchange(method, path, body, idempotencyKey);
        int status = response.statusCode();
        trouble = "it answers " + status;
        retryAfter = response.headers().firstValue("Retry-After").map(Calls::millis).orElse(OptionalLong.empty());
        if (status == 401 && !renewed) {
          endpoint.renewToken();
          renewed = true;
          continue;
        }
        boolean fault = status == 500 && ++faults < ATTEMPTS_AT_FAULTS;
        if (!fault && !meansLater(status)) {
          return new Answer(status, parse(response.body()));
        }
      } catch (IOException e) {
        trouble = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      } catch (CommandFailure e) {
        trouble = e.getMessage();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailure(ExitCode.FAILED, "The platform has not served " + method + " " + path + " for "
            + patience.toSeconds() + " s (" + trouble + ").");
      }
      rest(retryAfter.orElse(pause));
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
  }

  private HttpResponse<String> exchange(String method, String path, @Nullable String body, @Nullable String idempotencyKey)
      throws IOException, InterruptedException {
    URI url = endpoint.url();
    try {
      return client.send(request(url, method, path, body, idempotencyKey), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      endpoint.lost(url);
      throw e;
    }
  }

  private static boolean meansLater(int status) {
    return switch (status) {
      case 202, 429, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private HttpRequest request(URI url, String method, String path, @Nullable String body, @Nullable String idempotencyKey) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
        .timeout(REQUEST_TIMEOUT)
        .header("Authorization", "Bearer " + endpoint.token())
        .header("Accept", "application/json, application/problem+json");
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    return body == null
        ? request.method(method, HttpRequest.BodyPublishers.noBody()).build()
        : request.header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private static JsonNode parse(String body) {
    try {
      return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }

  private static OptionalLong millis(String retryAfterSeconds) {
    try {
      return OptionalLong.of(Math.clamp(Long.parseLong(retryAfterSeconds.strip()) * 1_000, FIRST_PAUSE_MILLIS, 10_000));
    } catch (NumberFormatException date) {
      return OptionalLong.empty();
    }
  }

  /** Somewhat more or less than asked, so that those who were turned away together don't come back together. */
  private static void rest(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millis / 2 + 1, millis + millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILED, "Interrupted.", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
