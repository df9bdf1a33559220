package io.tributary.api.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.Responder;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.CreditOutcome;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.outbox.CreditConfig;
import io.tributary.outbox.NewCreditConfig;
import io.tributary.outbox.PriceScope;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.Callers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a consumption over a real broker: sent, decided elsewhere, answered, or answered later. */
class ConsumeIT {
  private static EmbeddedBroker broker;
  private static Api api;
  private static Responder responder;

  private final Tenant tenant = api.tenant();
  private final String token = api.token(tenant, CallerRole.BASIC);

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.temporary();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(new NewTopic("credits.commands", 4, (short) 1), new NewTopic("credits.replies", 4, (short) 1)))
          .all()
          .get();
    }
    api = new Api(broker.bootstrapServers(), Duration.ofSeconds(3), 6);
    responder = new Responder(broker.bootstrapServers(), api.payloads, api.ledger);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.http.get("/health/ready").send().status() == 200);
  }

  @AfterAll
  static void stop() throws Exception {
    responder.close();
    api.close();
    broker.close();
  }

  @AfterEach
  void speak() {
    responder.silent = false;
    api.ledger.behind = false;
  }

  private void allocate(long credits) {
    api.ledger.move(tenant.id(), tenant.id().toString(), "crm", credits);
  }

  private Http.Call consume(long amount, String operationId) {
    return api.http
        .post("/api/credits/consume")
        .token(token)
        .json(
            "{'application':'crm','creditAmount':" + amount
                + ",'operationCode':'crm.accounts.create','operationId':'" + operationId
                + "','metadata':'{\\\"resource\\\":\\\"acc\\\",\\\"n\\\":{\\\"x\\\":1}}'}");
  }

  @Test
  void approvedAnswersWithTheNewBalanceAndItsPosition() throws Exception {
    allocate(100);
    Reply reply = consume(35, "op-1").header("X-Correlation-Id", "corr-1").send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json().get("decision").asString()).isEqualTo("approved");
    assertThat(reply.json().get("balance").asLong()).isEqualTo(65);
    assertThat(reply.json().get("consumed").asLong()).isEqualTo(35);
    assertThat(reply.json().get("operationId").asString()).isEqualTo("op-1");
    assertThat(reply.json().get("entityId").asString()).isEqualTo(tenant.id().toString());
    assertThat(reply.json().get("replayed").asBoolean()).isFalse();
    assertThat(reply.json().get("decidedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    String position = reply.json().get("position").asString();
    assertThat(reply.header("Tributary-Position")).isEqualTo(position);

    ConsumerRecord<byte[], byte[]> sent = responder.received.getLast();
    assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo(tenant.id().toString());
    assertThat(sent.partition()).isEqualTo(TenantKey.partition(tenant.id(), 4));
    assertThat(api.positions.verify(position).offsets().values()).containsExactly(sent.offset());
    ConsumeCredits command = (ConsumeCredits) api.payloads.decode(sent.value());
    assertThat(command.getAttributes()).isEqualTo(Map.of("resource", "acc", "n", "{\"x\":1}"));
    assertThat(command.getMeta().getCorrelationId()).isEqualTo("corr-1");
    assertThat(command.getMeta().getUserId()).isEqualTo("user-1");
  }

  @Test
  void aRepeatHasTheSameOutcomeAndOtherContentIsAMismatch() {
    allocate(100);
    consume(35, "op-2").send();
    Reply again = consume(35, "op-2").send();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("replayed").asBoolean()).isTrue();
    assertThat(again.json().get("balance").asLong()).isEqualTo(65);
    Reply other = consume(36, "op-2").send();
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("operation_mismatch");
    assertThat(other.field()).isEqualTo("creditAmount");
  }

  private Reply unpriced(String operationCode, String operationId) {
    return api.http
        .post("/api/credits/consume")
        .token(token)
        .json("{'application':'crm','operationType':'" + operationCode + "','operationId':'" + operationId + "'}")
        .send();
  }

  @Test
  void withoutAnAmountAnOperationCostsItsPriceOfItsFirstTime() {
    allocate(100);
    PriceScope scope = new PriceScope(tenant.id(), null, null);
    CreditConfig price =
        api.prices.create(new NewCreditConfig("a.priced", scope, 20, null, null, null), WriteContext.platform()).value();
    api.prices.learn(price);
    Reply first = unpriced("a.priced", "op-p");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.json().get("creditAmount").asLong()).isEqualTo(20);
    assertThat(first.json().get("priceId").asString()).isEqualTo(price.id().toString());
    ConsumeCredits command = (ConsumeCredits) api.payloads.decode(responder.received.getLast().value());
    assertThat(command.getPriced()).isTrue();
    assertThat(command.getPriceId()).isEqualTo(price.id().toString());

    api.prices.learn(api.prices.end(price.id(), WriteContext.platform()).value());
    Reply again = unpriced("a.priced", "op-p");
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    assertThat(again.json().get("replayed").asBoolean()).isTrue();
    assertThat(again.json().get("creditAmount").asLong()).isEqualTo(20);
    Reply other = unpriced("a.priced", "op-q");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("price_not_found");
  }

  @Test
  void refusalsTellWhy() {
    Reply nothing = consume(1, "op-3").send();
    assertThat(nothing.status()).isEqualTo(404);
    assertThat(nothing.code()).isEqualTo("wallet_not_found");
    allocate(20);
    Reply tooMuch = consume(35, "op-4").send();
    assertThat(tooMuch.status()).isEqualTo(402);
    assertThat(tooMuch.code()).isEqualTo("insufficient_credits");
    assertThat(tooMuch.json().get("balance").asLong()).isEqualTo(20);
    assertThat(tooMuch.header("Tributary-Position")).isNotNull();
    Reply suspended =
        api.http
            .post("/api/credits/consume")
            .token(token)
            .json("{'application':'crm','creditAmount':1,'operationType':'tests.suspended','operationId':'1'}")
            .send();
    assertThat(suspended.status()).isEqualTo(403);
    assertThat(suspended.code()).isEqualTo("tenant_not_active");
  }

  @Test
  void theIdempotencyKeyStandsInForAnOperationId() {
    allocate(10);
    Reply reply =
        api.http
            .post("/api/credits/consume")
            .token(token)
            .header("Idempotency-Key", "key-1")
            .json("{'application':'CRM','creditAmount':1,'operationCode':'a.b'}")
            .send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json().get("operationId").asString()).isEqualTo("key-1");
    assertThat(reply.json().get("application").asString()).isEqualTo("crm");
  }

  @Test
  void withoutAReplyInTimeTheCallerGetsALinkAndAPositionToAskWith() {
    allocate(100);
    responder.silent = true;
    Reply reply = consume(35, "op / 5").send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
    assertThat(reply.json().get("status").asString()).isEqualTo("pending");
    String link = reply.json().get("operation").asString();
    assertThat(reply.header("Location")).isEqualTo(link);
    Reply outcome =
        api.http.get(link).token(token).header("Tributary-Position", reply.header("Tributary-Position")).send();
    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(200);
    assertThat(outcome.json().get("decision").asString()).isEqualTo("approved");
    assertThat(outcome.json().get("balance").asLong()).isEqualTo(65);
    assertThat(outcome.json().get("operationId").asString()).isEqualTo("op / 5");
  }

  @Test
  void aConsumptionAfterAWriteWaitsForIt() {
    Reply funded =
        api.http
            .post("/api/credits/fund")
            .token(api.platform())
            .json("{'tenantId':'" + tenant.id() + "','creditAmount':5}")
            .send();
    api.ledger.behind = true;
    Reply late = consume(1, "op-6").header("Tributary-Position", funded.header("Tributary-Position")).send();
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.code()).isEqualTo("position_not_reached");
    assertThat(late.header("Retry-After")).isNotNull();
    assertThat(consume(1, "op-6").send().status()).isEqualTo(404);
  }

  @Test
  void aTenantsFloodIsTurnedAwayAndLeavesRoomForOthers() throws Exception {
    allocate(100);
    Tenant neighbour = api.tenant();
    responder.silent = true;
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies =
          IntStream.range(0, 8).mapToObj(i -> callers.submit(() -> consume(1, "flood-" + i).send())).toList();
      await().until(() -> replies.stream().filter(Future::isDone).count() == 5);
      Reply other =
          api.http
              .post("/api/credits/consume")
              .token(api.token(neighbour, CallerRole.BASIC))
              .json("{'application':'crm','creditAmount':1,'operationCode':'a','operationId':'1'}")
              .send();
      assertThat(other.status()).isEqualTo(202);
      int turnedAway = 0;
      for (Future<Reply> reply : replies) {
        if (reply.get().status() == 429) {
          turnedAway++;
          assertThat(reply.get().code()).isEqualTo("too_many_requests");
          assertThat(reply.get().header("Retry-After")).isEqualTo("1");
        } else {
          assertThat(reply.get().status()).isEqualTo(202);
        }
      }
      assertThat(turnedAway).isEqualTo(5);
    }
    responder.silent = false;
    assertThat(consume(1, "after-flood").send().status()).isEqualTo(200);
  }

  @Test
  void anotherInstanceTakesPartitionsAndBothAreAnswered() {
    allocate(100);
    try (CommandGateway<List<CreditOutcome>> second =
        CommandGateway.credits(KafkaAccess.open(broker.bootstrapServers()), api.payloads, new Callers(), "second", Duration.ofSeconds(3), 10)) {
      await().atMost(Duration.ofSeconds(30)).until(second::ready);
      for (int i = 0; i < 5; i++) {
        assertThat(consume(1, "first-" + i).send().status()).isEqualTo(200);
        Consumption own =
            new Consumption(
                tenant.id(), tenant.id().toString(), "crm", "a.b", "second-" + i, 1, null, Map.of(), "c",
                "00-11111111111111111111111111111111-2222222222222222-01");
        assertThat(second.send(own.command())).isInstanceOf(Decided.Now.class);
      }
    }
  }
}
