package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to a platform, each with the status that it must have. */
final class Http {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Supplier<String> baseUrl;

  /** @param baseUrl asked before each call: an instance may come back elsewhere */
  Http(Supplier<String> baseUrl) {
    this.baseUrl = baseUrl;
  }

  JsonNode get(String path, String token) throws Exception {
    return call("GET", path, token, null, 200, null);
  }

  JsonNode post(String path, String token, Object body, int status) throws Exception {
    return call("POST", path, token, body, status, null);
  }

  /** What is open to everybody, as it is. */
  String text(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl.get() + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  JsonNode wallet(String tenantId, String application, String token) throws Exception {
    return get("/api/credits/wallets/" + tenantId + "/" + application + "?tenantId=" + tenantId, token);
  }

  /** @param position what the answer must reflect */
  JsonNode usage(String tenantId, String query, String token, @Nullable String position) throws Exception {
    String path = "/api/credits/usage" + query + "&tenantId=" + tenantId;
    return call("GET", path, token, null, 200, position).required("items");
  }

  private JsonNode call(
      String method, String path, String token, @Nullable Object body, int status, @Nullable String position)
      throws Exception {
    HttpRequest.BodyPublisher publisher = body == null
        ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl.get() + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(method, publisher);
    if (position != null) {
      request.header("Tributary-Position", position);
    }
    HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(response.body());
  }
}
