package io.tributary.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * JSON calls to a registry that may have several addresses: each round asks them all, starting with the one that answered
 * last; between rounds it waits, doubling and jittered.
 */
final class RegistryHttp {
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryConfig config;
  private final HttpClient client;
  private volatile int preferred;

  RegistryHttp(RegistryConfig config) {
    this.config = config;
    // HTTP/1.1: the upgrade that the client otherwise offers confuses some proxies in front of registries.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .followRedirects(HttpClient.Redirect.NORMAL);
    if (config.tls() != null) {
      builder.sslContext(config.tls());
    }
    this.client = builder.build();
  }

  JsonNode get(String path) {
    return call("GET", path, null);
  }

  JsonNode post(String path, JsonNode body) {
    return call("POST", path, body.toString());
  }

  JsonNode put(String path, JsonNode body) {
    return call("PUT", path, body.toString());
  }

  private JsonNode call(String method, String path, @Nullable String body) {
    Failure failure = null;
    Duration wait = config.retryWait();
    for (int round = 0; round <= config.retries(); round++) {
      if (round > 0) {
        pause(wait);
        wait = wait.multipliedBy(2).compareTo(config.retryMaxWait()) > 0 ? config.retryMaxWait() : wait.multipliedBy(2);
      }
      List<URI> urls = config.urls();
      int first = preferred;
      for (int i = 0; i < urls.size(); i++) {
        int index = (first + i) % urls.size();
        try {
          JsonNode answer = ask(method, urls.get(index), path, body);
          preferred = index;
          return answer;
        } catch (Failure e) {
          failure = e;
        }
      }
    }
    String reason = failure == null ? "" : String.valueOf(failure.getMessage());
    throw new RegistryUnavailableException(
        "no answer from the schema registry in %d rounds; last: %s".formatted(config.retries() + 1, reason), failure);
  }

  private JsonNode ask(String method, URI base, String path, @Nullable String body) throws Failure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(config.readTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json; q=0.9");
    if (config.authorization() != null) {
      request.header("Authorization", config.authorization());
    }
    if (body != null) {
      request.header("Content-Type", MEDIA_TYPE).method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer(base + path, response.statusCode(), response.body());
    } catch (IOException e) {
      throw new Failure(base + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking the schema registry", e);
    }
  }

  private static JsonNode answer(String url, int status, String body) throws Failure {
    if (status == 200) {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        throw new Failure(url + " answered 200 with what is no JSON", e);
      }
    }
    String told = url + " answered " + status + ": ";
    int code = status;
    try {
      JsonNode error = JSON.readTree(body);
      code = error.path("error_code").asInt(status);
      told += error.path("message").asText(body);
    } catch (JsonProcessingException e) {
      told += body.isBlank() ? "(no body)" : body.strip();
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new Failure(told, null);
    }
    throw new RegistryException(status, code, told);
  }

  private static void pause(Duration wait) {
    long millis = wait.toMillis();
    try {
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
    }
  }

  /** One address gave no usable answer; the next one, or a later round, may. */
  private static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
