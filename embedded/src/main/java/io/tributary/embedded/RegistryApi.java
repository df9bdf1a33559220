package io.tributary.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The few calls of the Confluent registry API that bring a registry up. */
record RegistryApi(String url) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();
  private static final String LEVEL = "FULL_TRANSITIVE";

  boolean answers() {
    try {
      return send(request().GET()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Every version of a schema must read every other, unless a subject says otherwise. */
  void requireFullCompatibility() throws IOException {
    HttpResponse<String> answer = send(request()
        .header("Content-Type", "application/json")
        .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"" + LEVEL + "\"}")));
    if (answer.statusCode() != 200) {
      throw new IOException("PUT " + url + "/config answered " + answer.statusCode() + ": " + answer.body());
    }
    HttpResponse<String> now = send(request().GET());
    if (!now.body().contains("\"" + LEVEL + "\"")) {
      throw new IOException("the compatibility level is " + now.body() + " instead of " + LEVEL);
    }
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(url + "/config")).timeout(Duration.ofSeconds(10));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
