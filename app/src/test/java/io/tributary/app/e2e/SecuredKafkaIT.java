package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tributary.api.ApiConfig;
import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.CommandFailure;
import io.tributary.app.instance.Secrets;
import io.tributary.app.platform.Database;
import io.tributary.app.platform.Life;
import io.tributary.app.platform.Role;
import io.tributary.app.platform.StoreSettings;
import io.tributary.app.serve.ApiRole;
import io.tributary.app.serve.CaptureRole;
import io.tributary.app.serve.ExternalServers;
import io.tributary.app.serve.ExternalServers.ExternalStreams;
import io.tributary.app.serve.HttpAddress;
import io.tributary.app.serve.WorkerRole;
import io.tributary.connectors.StartMode;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.embedded.EmbeddedRegistry;
import io.tributary.embedded.FreePorts;
import io.tributary.queries.RuntimeSettings.HostPort;
import io.tributary.schemas.KafkaAccess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The roles on a broker with TLS, SCRAM and ACLs, each with the user and the rights that deploy/strimzi gives it. */
class SecuredKafkaIT {
  private static final int PARTITIONS = 2;
  private static final String AUTHORIZER = "kafka.authorizer.logger";
  private static final List<String> QUIET = List.of("org.apache.kafka", "io.debezium", AUTHORIZER);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int port = FreePorts.next();
  private final Http http = new Http(() -> "http://localhost:" + port);
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<Life> lives = new ArrayList<>();
  private final List<CompletableFuture<Void>> ended = new ArrayList<>();

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();

  @TempDir
  private Path temporary;

  /** Also what is not logged as the program is delivered. */
  @BeforeEach
  void listen() {
    told.setContext(context);
    told.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(told);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.INFO));
  }

  @AfterEach
  void stop() throws Exception {
    context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(told);
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    lives.forEach(Life::stop);
    ended.forEach(CompletableFuture::join);
    for (AutoCloseable server : servers.reversed()) {
      server.close();
    }
  }

  @Test
  void eachRoleWorksWithTheRightsOfItsUserAndHasNoOthers() throws Exception {
    CompletableFuture<EmbeddedRegistry> registry = CompletableFuture.supplyAsync(EmbeddedRegistry::temporary);
    CompletableFuture<EmbeddedPostgres> postgres = CompletableFuture.supplyAsync(EmbeddedPostgres::temporary);
    SecuredKafka kafka = SecuredKafka.start(temporary, PARTITIONS);
    servers.addAll(List.of(kafka, postgres.join(), registry.join()));
    Database database = new Database(postgres.join().jdbcUrl(), postgres.join().user(), postgres.join().password());
    Map<String, String> schemas = Map.of("schema.registry.url", registry.join().url());
    Secrets secrets = Secrets.create(temporary.resolve("keys"));
    HostPort query = new HostPort("localhost", FreePorts.next());
    HttpAddress status = new HttpAddress("127.0.0.1", 0);

    KafkaAccess worker = kafka.access("tributary-worker");
    KafkaAccess api = kafka.access("tributary-api");
    KafkaAccess capture = kafka.access("tributary-capture");
    live(new WorkerRole(new ExternalStreams(worker, schemas, PATIENCE),
        new StoreSettings(PARTITIONS, 1, 0, temporary.resolve("state"), "worker-0", query), secrets, status,
        UnaryOperator.identity()));
    live(new ApiRole(new ExternalServers(database, new ExternalStreams(api, schemas, PATIENCE)), List.of(query), PARTITIONS,
        ApiConfig.of("127.0.0.1", port, null, "api-0", "test"), secrets));
    live(new CaptureRole(database, capture, StartMode.CONTINUE, PATIENCE, status));

    aConsumptionIsDecided(new Tokens(secrets.token()).mint("operator", null, CallerRole.PLATFORM, Duration.ofHours(1)));
    assertThat(denials()).as("rights that are missing").isEmpty();
    nobodyMayMore(worker, api, capture);
    assertThat(denials()).as("rights that are refused").isNotEmpty();
    whoCannotProveItselfIsTold(kafka, database);
    assertThat(List.of(worker, api, capture).toString()).doesNotContain(kafka.secret());
    assertThat(told.list).extracting(ILoggingEvent::getFormattedMessage)
        .anySatisfy(line -> assertThat(line).contains("sasl.jaas.config = [hidden]"))
        .noneSatisfy(line -> assertThat(line).contains(kafka.secret()));
  }

  /** Outbox, capture, ledger, query; command, decision, reply. */
  private void aConsumptionIsDecided(String operator) throws Exception {
    await().atMost(PATIENCE).failFast("a role ended", () -> ended.stream().anyMatch(CompletableFuture::isDone))
        .ignoreExceptions().until(() -> http.get("/health", operator).path("status").asString().equals("ok"));
    String id = http.post("/api/tenants", operator, Map.of("name", "Acme", "domain", "acme.example", "plan", "starter",
        "adminEmail", "ann@acme.example"), 201).required("id").asString();
    http.post("/api/credits/fund", operator, Map.of("tenantId", id, "creditAmount", 1_000, "reason", "purchase"), 201);
    http.post("/api/admin/credits/allocate/application", operator, Map.of("tenantId", id, "targetApplication", "crm",
        "creditAmount", 600, "allocationPurpose", "Monthly CRM credits"), 201);
    await().atMost(PATIENCE).untilAsserted(() ->
        assertThat(http.wallet(id, "crm", operator).path("balance").asLong()).isEqualTo(600));
    JsonNode decided = http.post("/api/credits/consume", operator, Map.of("tenantId", id, "application", "crm",
        "creditAmount", 35, "operationCode", "crm.accounts.create", "operationId", "acc-123"), 200);
    assertThat(decided.required("balance").asLong()).isEqualTo(565);
    JsonNode used = http.usage(id, "?groupBy=operation", operator, decided.required("position").asString());
    assertThat(used.path(0).path("credits").asLong()).as("%s", used).isEqualTo(35);
  }

  private List<String> denials() {
    return List.copyOf(told.list).stream()
        .filter(event -> event.getLoggerName().equals(AUTHORIZER))
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(" is Denied "))
        .toList();
  }

  private static void nobodyMayMore(KafkaAccess worker, KafkaAccess api, KafkaAccess capture) throws Exception {
    refusedToWrite(api, "credits.events");
    refusedToWrite(api, "outbox.credits");
    refusedToWrite(capture, "credits.commands");
    refusedToWrite(worker, "outbox.credits");
    refusedToRead(capture, "outbox.credits");
    refusedToRead(api, "outbox.credits");
    refusedToRead(worker, "inventory.replies");
  }

  private static void refusedToWrite(KafkaAccess access, String topic) {
    try (KafkaProducer<String, String> producer =
        access.producer(Map.of("max.block.ms", 20_000), new StringSerializer(), new StringSerializer())) {
      assertThatExceptionOfType(ExecutionException.class).as(topic)
          .isThrownBy(() -> producer.send(new ProducerRecord<>(topic, "x")).get())
          .withCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  private static void refusedToRead(KafkaAccess access, String topic) {
    try (var consumer = access.consumer(Map.of(), new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
          assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(1))).isInstanceOf(TopicAuthorizationException.class));
    }
  }

  private static void whoCannotProveItselfIsTold(SecuredKafka kafka, Database database) throws Exception {
    KafkaAccess wrong = kafka.access("tributary-capture", "wrong");
    Life life = new Life(new PrintStream(new ByteArrayOutputStream()), false, false);
    assertThatExceptionOfType(CommandFailure.class)
        .isThrownBy(() -> life.run(new CaptureRole(
            database, wrong, StartMode.CONTINUE, Duration.ZERO, new HttpAddress("127.0.0.1", 0))))
        .withMessageContaining("Kafka at " + wrong + " cannot be reached: it refuses: Authentication failed");
  }

  private void live(Role role) {
    Life life = new Life(new PrintStream(new ByteArrayOutputStream()), false, false);
    lives.add(life);
    ended.add(CompletableFuture.runAsync(() -> {
      try {
        life.run(role);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }, task -> Thread.ofPlatform().start(task)));
  }
}
