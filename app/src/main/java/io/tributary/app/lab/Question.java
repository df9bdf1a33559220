package io.tributary.app.lab;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A GET, as the clients of all laboratories make it.
 *
 * @param path with its query
 * @param consistency of the header {@code Tributary-Consistency}
 * @param position that the answer must have reached
 */
public record Question(String path, @Nullable String consistency, @Nullable String position) {
  /** To the API at this URL. */
  public HttpRequest to(String url, String token, Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + token);
    if (consistency != null) {
      request.header("Tributary-Consistency", consistency);
    }
    if (position != null) {
      request.header("Tributary-Position", position);
    }
    return request.build();
  }
}
