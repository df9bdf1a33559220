package io.tributary.api.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import org.junit.jupiter.api.Test;

/** Without Kafka the API serves what needs none, and says what it can't do. */
class BrokerAwayTest {
  private final Api api = Api.shared();

  @Test
  void aConsumptionIsNotReadyAndNothingIsHalfDone() {
    Tenant tenant = api.tenant();
    Reply reply =
        api.http
            .post("/api/credits/consume")
            .token(api.platform())
            .json(
                "{'tenantId':'" + tenant.id()
                    + "','application':'crm','creditAmount':1,'operationCode':'a','operationId':'1'}")
            .send();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("not_ready");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void readinessSaysWhatItWaitsForAndLivenessDoesNotCare() {
    Reply ready = api.http.get("/health/ready").send();
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.code()).isEqualTo("not_ready");
    assertThat(ready.json().get("waitingFor").get(0).asString()).isEqualTo("commands");
    assertThat(api.http.get("/health/live").send().status()).isEqualTo(200);
  }
}
