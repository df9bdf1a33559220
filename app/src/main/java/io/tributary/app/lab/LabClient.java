package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.app.orders.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a load balancer and a client library are to a platform: calls go to the APIs in turn, and one that can't be reached
 * sends them to the next. Nothing else is hidden: a 503 is a 503.
 */
final class LabClient implements Endpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  /** How long one that could not be reached is passed over. */
  private static final Duration AVOIDED = Duration.ofSeconds(1);

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();
  private final List<Member> apis;
  private final String token;
  private final AtomicInteger turn = new AtomicInteger();
  private final Map<URI, Long> lost = new ConcurrentHashMap<>();

  LabClient(List<Member> apis, String token) {
    this.apis = apis;
    this.token = token;
  }

  /** What came of a read. */
  sealed interface Reading {}

  /** No good answer; the reason in a few words. */
  record Refusal(String reason) implements Reading {}

  /** A good answer. */
  record Read(JsonNode body) implements Reading {
    long number(String field) {
      return body.required(field).asLong();
    }

    String text(String field) {
      return body.required(field).asString();
    }
  }

  /**
   * Reads once.
   *
   * @param consistency of the header {@code Tributary-Consistency}
   */
  Reading read(String path, String consistency, @Nullable String position) throws InterruptedException {
    Question question = new Question(path, consistency, position);
    int first = turn.getAndIncrement();
    // Each once: others take turns meanwhile.
    for (int attempt = 0; attempt < apis.size(); attempt++) {
      try {
        HttpResponse<String> response = client.send(
            question.to(api(first + attempt), token, TIMEOUT), HttpResponse.BodyHandlers.ofString());
        JsonNode body = JsonMapper.shared().readTree(response.body());
        return response.statusCode() == 200
            ? new Read(body)
            : new Refusal(response.statusCode() + " " + body.path("detail").asString(""));
      } catch (HttpTimeoutException e) {
        return new Refusal("no answer within " + Checks.seconds(TIMEOUT));
      } catch (IOException unreachable) {
        // The next one may be there.
      }
    }
    return new Refusal("no API can be reached");
  }

  /** Another one each time, and one that was just lost only if all were. */
  @Override
  public URI url() {
    long now = System.nanoTime();
    URI next = URI.create(api(turn.getAndIncrement()));
    for (int others = 1; others < apis.size() && lostAt(next, now); others++) {
      next = URI.create(api(turn.getAndIncrement()));
    }
    return next;
  }

  private boolean lostAt(URI url, long now) {
    Long time = lost.get(url);
    return time != null && now - time < AVOIDED.toNanos();
  }

  @Override
  public void lost(URI url) {
    lost.put(url, System.nanoTime());
  }

  private String api(int number) {
    return apis.get(Math.floorMod(number, apis.size())).url();
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public void renewToken() {
    // The laboratory's token outlives it.
  }
}
