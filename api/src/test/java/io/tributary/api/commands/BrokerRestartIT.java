package io.tributary.api.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.Responder;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes and comes back: commands are refused in between, and answered again after. */
class BrokerRestartIT {
  @Test
  void commandsAreRefusedWhileTheBrokerIsAwayAndAnsweredWhenItIsBack(@TempDir Path data) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
    int port = broker.port();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          List.of(new NewTopic("credits.commands", 4, (short) 1), new NewTopic("credits.replies", 4, (short) 1));
      admin.createTopics(topics).all().get();
    }
    try (Api api = new Api(broker.bootstrapServers(), Duration.ofSeconds(3), 10);
        Responder responder = new Responder(broker.bootstrapServers(), api.payloads, api.ledger)) {
      Tenant tenant = api.tenant();
      api.ledger.move(tenant.id(), tenant.id().toString(), "crm", 100);
      await().atMost(Duration.ofSeconds(60)).until(() -> consume(api, tenant, "before").status() == 200);
      broker.close();
      Reply away = consume(api, tenant, "between");
      assertThat(away.status()).as(away.toString()).isEqualTo(503);
      assertThat(away.code()).isEqualTo("not_ready");
      broker = EmbeddedBroker.start(data, port);
      await().atMost(Duration.ofSeconds(60)).until(() -> consume(api, tenant, "after").status() == 200);
      // Refused without being known to be stored, it may be sent again, and counts once either way.
      assertThat(consume(api, tenant, "between").json().get("balance").asLong()).isEqualTo(97);
      assertThat(responder.received).isNotEmpty();
    } finally {
      broker.close();
    }
  }

  private static Reply consume(Api api, Tenant tenant, String operationId) {
    return api.http
        .post("/api/credits/consume")
        .token(api.platform())
        .json(
            "{'tenantId':'" + tenant.id()
                + "','application':'crm','creditAmount':1,'operationCode':'a','operationId':'" + operationId + "'}")
        .send();
  }
}
