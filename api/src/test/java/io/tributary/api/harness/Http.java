package io.tributary.api.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client: one call, one reply. */
public final class Http {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  Http(int port) {
    this.port = port;
  }

  public int port() {
    return port;
  }

  /** A request to be sent; headers may be added. */
  public final class Call {
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private BodyPublisher body = BodyPublishers.noBody();

    private Call(String method, String path) {
      this.method = method;
      this.path = path;
    }

    public Call token(String token) {
      return header("Authorization", "Bearer " + token);
    }

    public Call header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    public Call json(String text) {
      return header("Content-Type", "application/json").body(BodyPublishers.ofString(text.replace('\'', '"')));
    }

    public Call body(BodyPublisher publisher) {
      body = publisher;
      return this;
    }

    public Reply send() {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
      headers.forEach(request::header);
      try {
        return new Reply(
            client.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What came back. */
  public record Reply(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public HttpHeaders headers() {
      return response.headers();
    }

    public @Nullable String header(String name) {
      return headers().firstValue(name).orElse(null);
    }

    public String text() {
      return response.body();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The problem's code; empty when this is no problem document. */
    public String code() {
      return "application/problem+json".equals(header("content-type")) ? json().path("code").asString("") : "";
    }

    public String field() {
      return json().path("field").asString("");
    }

    @Override
    public String toString() {
      return status() + " " + text();
    }
  }

  public Call get(String path) {
    return new Call("GET", path);
  }

  public Call post(String path) {
    return new Call("POST", path);
  }

  public Call call(String method, String path) {
    return new Call(method, path);
  }
}
