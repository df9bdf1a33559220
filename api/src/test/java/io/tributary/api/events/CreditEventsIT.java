package io.tributary.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.OnRealLedger;
import io.tributary.outbox.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's events over HTTP, as they happen. */
@Timeout(60)
class CreditEventsIT extends OnRealLedger {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();

  private record Shown(String id, String type, JsonNode data) {}

  @Test
  void eventsComeInTheSuitesJsonAndOnlyTheTenantsOwn() throws Exception {
    Tenant other = ledger.api.tenant();
    ledger.allocate(other.id(), "crm", 7);
    try (Stream<String> lines = open("", null).body()) {
      Iterator<String> reader = lines.iterator();
      assertThat(reader.next()).as("it says that it is connected").isEqualTo(":");
      consume("a", 35);
      post("/api/credits/consume", operation("b", 9, ""), ledger.api.token(other, CallerRole.MANAGER));
      post("/api/credits/holds", operation("h", 100, ",'metadata':{'resourceId':'acc_123'}"));
      consume("c", 5000);

      List<Shown> events = take(reader, 3);

      assertThat(events).extracting(Shown::type)
          .containsExactly("credit.consumed", "credit.held", "credit.refused");
      JsonNode consumed = events.getFirst().data();
      assertThat(consumed.propertyNames()).containsExactly(
          "eventId", "eventType", "tenantId", "entityId", "userId", "amount", "operationType", "operationId", "timestamp",
          "source", "metadata");
      assertThat(consumed.get("amount").asLong()).isEqualTo(35);
      assertThat(consumed.get("source").asString()).isEqualTo("crm");
      JsonNode metadata = JSON.readTree(events.get(1).data().get("metadata").asString());
      assertThat(metadata.get("resourceId").asString()).isEqualTo("acc_123");
      assertThat(metadata.get("balance").asLong()).isEqualTo(865);
    }
  }

  @Test
  void aReaderGoesOnBehindTheLastEventThatItSaw() throws Exception {
    consume("a", 1);
    String last;
    try (Stream<String> lines = open("?from=beginning", null).body()) {
      List<Shown> events = take(lines.iterator(), 2);
      assertThat(events).extracting(Shown::type).containsExactly("credit.allocated", "credit.consumed");
      last = events.getFirst().id();
    }
    consume("b", 2);
    try (Stream<String> lines = open("", last).body()) {
      assertThat(take(lines.iterator(), 2)).extracting(event -> event.data().get("operationId").asString())
          .containsExactly("a", "b");
    }
    token = ledger.api.token(ledger.api.tenant(), CallerRole.BASIC);
    assertThat(open("", last).statusCode()).as("another tenant's place").isEqualTo(400);
  }

  @Test
  void readersAreCountedAndLeave() throws Exception {
    List<HttpResponse<Stream<String>>> readers = new ArrayList<>();
    for (int i = 0; i < CreditEventFeed.SUBSCRIPTIONS; i++) {
      readers.add(open("", null));
    }
    assertThat(open("", null).statusCode()).isEqualTo(429);
    readers.forEach(reader -> reader.body().close());
    int status = 429;
    while (status == 429) {
      consume("noise", 1); // A reader that left is noticed when something is written to it.
      HttpResponse<Stream<String>> again = open("", null);
      status = again.statusCode();
      again.body().close();
    }
    assertThat(status).isEqualTo(200);
  }

  private HttpResponse<Stream<String>> open(String query, @Nullable String last) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest
        .newBuilder(URI.create("http://127.0.0.1:" + ledger.api.http.port() + "/api/credits/events" + query))
        .header("Authorization", "Bearer " + token);
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    return client.send(request.build(), BodyHandlers.ofLines());
  }

  private static List<Shown> take(Iterator<String> lines, int count) {
    List<Shown> events = new ArrayList<>();
    String id = "";
    String type = "";
    while (events.size() < count) {
      String line = lines.next();
      if (line.startsWith("id:")) {
        id = line.substring(3);
      } else if (line.startsWith("event:")) {
        type = line.substring(6);
      } else if (line.startsWith("data:")) {
        events.add(new Shown(id, type, JSON.readTree(line.substring(5))));
      }
    }
    return events;
  }
}
