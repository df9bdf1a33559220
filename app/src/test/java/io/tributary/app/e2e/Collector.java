package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A collector that keeps the spans it is sent: OTLP over HTTP in protobuf, read by the numbers of its fields. */
final class Collector implements AutoCloseable {
  /** @param parent empty of a trace's first */
  record Seen(String service, String trace, String id, String parent, String name, Map<String, String> attributes) {}

  private final HttpServer server;
  private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();

  private Collector(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  static Collector start() throws IOException {
    return new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The trace of the request to this path: its first span. */
  Seen request(String path) {
    return seen.stream().filter(span -> path.equals(span.attributes().get("url.path"))).findFirst()
        .orElseThrow(() -> new AssertionError("no span of " + path + " in " + names(List.copyOf(seen))));
  }

  /** The part of this name that a span has. */
  Seen part(Seen whole, String name) {
    List<Seen> trace = seen.stream().filter(span -> span.trace().equals(whole.trace())).toList();
    List<Seen> found = trace.stream()
        .filter(span -> span.name().equals(name) && span.parent().equals(whole.id())).toList();
    assertThat(found).as("%s under %s, in %s", name, whole.name(), names(trace)).isNotEmpty();
    return found.getFirst();
  }

  private static List<String> names(List<Seen> spans) {
    return spans.stream().map(span -> span.service() + " " + span.name()).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
      UnknownFieldSet request = UnknownFieldSet.parseFrom(exchange.getRequestBody().readAllBytes());
      for (UnknownFieldSet resource : all(request, 1)) {
        String service = attributes(all(resource, 1).getFirst(), 1).get("service.name");
        for (UnknownFieldSet scope : all(resource, 2)) {
          for (UnknownFieldSet span : all(scope, 2)) {
            seen.add(new Seen(service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes(span, 9)));
          }
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static List<UnknownFieldSet> all(UnknownFieldSet message, int field) throws IOException {
    List<UnknownFieldSet> found = new ArrayList<>();
    for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
      found.add(UnknownFieldSet.parseFrom(bytes));
    }
    return found;
  }

  /** Texts and whole numbers. */
  private static Map<String, String> attributes(UnknownFieldSet message, int field) throws IOException {
    return all(message, field).stream().collect(Collectors.toMap(attribute -> text(attribute, 1), Collector::value));
  }

  private static String value(UnknownFieldSet attribute) {
    try {
      UnknownFieldSet value = all(attribute, 2).getFirst();
      return value.hasField(1) ? text(value, 1) : value.getField(3).getVarintList().toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().getFirst().toStringUtf8();
  }

  private static String hex(UnknownFieldSet message, int field) {
    List<ByteString> id = message.getField(field).getLengthDelimitedList();
    return id.isEmpty() ? "" : HexFormat.of().formatHex(id.getFirst().toByteArray());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
