package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static io.tributary.topologies.credits.CreditsRecords.funding;
import static io.tributary.topologies.credits.CreditsRecords.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.CreditsFunded;
import io.tributary.credits.Decision;
import io.tributary.credits.RefusalCode;
import io.tributary.directory.TenantStatus;
import io.tributary.schemas.Context;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.Watermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreditsTopologyTest {
  private static final String COMMANDS = Context.CREDITS.commands();
  private static final String EVENTS = Context.CREDITS.events();

  private final UUID tenant = UUID.randomUUID();

  @TempDir Path directory;
  private ContextDriver driver;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void approvesOutOfAnAllocation() {
    driver.capture(tenant, 1, funding(tenant, "acme", 500), NOON);
    driver.capture(tenant, 2, allocation(tenant, "acme", "crm", 100), NOON);
    ConsumeCredits command = consume(tenant, "acme", "crm", "op-1", 30);
    driver.pipe(COMMANDS, tenant, command, NOON.plusSeconds(1));

    List<TestRecord<byte[], byte[]>> records = driver.read(EVENTS);
    List<SpecificRecord> events =
        records.stream().map(record -> ContextDriver.PAYLOADS.decode(record.value())).toList();
    assertThat(events).hasSize(3);
    assertThat(events.get(0)).isInstanceOf(CreditsFunded.class);
    assertThat(events.get(1)).isInstanceOfSatisfying(CreditsAllocated.class, event -> {
      assertThat(event.getBalance()).isEqualTo(100);
      assertThat(event.getMeta().getVersion()).isEqualTo(1);
      assertThat(event.getMeta().getAggregateId()).isEqualTo("acme/crm");
    });
    assertThat(events.get(2)).isInstanceOfSatisfying(CreditsConsumed.class, event -> {
      assertThat(event.getBalance()).isEqualTo(70);
      assertThat(event.getMeta().getVersion()).isEqualTo(2);
      assertThat(event.getMeta().getCausationId()).isEqualTo(command.getMeta().getId());
      assertThat(event.getMeta().getCorrelationId()).isEqualTo("correlation-1");
      assertThat(event.getMeta().getUserId()).isEqualTo("user-1");
      assertThat(event.getMeta().getMetadata()).containsEntry("source", "crm");
      assertThat(event.getMeta().getTimestamp()).isEqualTo(NOON.plusSeconds(1));
      assertThat(event.getAttributes()).isEqualTo(Map.of("invoice", "536365"));
    });
    assertThat(records).allSatisfy(record -> {
      assertThat(record.key()).isEqualTo(TenantKey.bytes(tenant));
      assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    });
    assertThat(header(records.get(1), "ce_type")).isEqualTo("credit.allocated");
    assertThat(header(records.get(1), "traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");

    ConsumptionReply reply = onlyReply();
    assertThat(reply.getDecision()).isEqualTo(Decision.APPROVED);
    assertThat(reply.getBalance()).isEqualTo(70);
    assertThat(reply.getAllocated()).isEqualTo(100);
    assertThat(reply.getConsumed()).isEqualTo(30);
    assertThat(reply.getReplayed()).isFalse();
    assertThat(reply.getCommandId()).isEqualTo(command.getMeta().getId());
    assertThat(reply.getEventId()).isEqualTo(((CreditsConsumed) events.get(2)).getMeta().getId());
    assertThat(reply.getInputOffset()).isZero();

    assertThat(driver.ask(new WalletQuery(tenant, "acme", "crm"))).hasValueSatisfying(wallet -> {
      assertThat(wallet.balance()).isEqualTo(70);
      assertThat(wallet.version()).isEqualTo(2);
      assertThat(wallet.createdAt()).isEqualTo(NOON);
      assertThat(wallet.updatedAt()).isEqualTo(NOON.plusSeconds(1));
    });
    assertThat(driver.ask(new EntriesQuery(tenant, "acme", "crm", null, 10)).items())
        .extracting(EntryView::type, EntryView::amount, EntryView::balance, EntryView::operationId)
        .containsExactly(
            tuple("credit.consumed", -30L, 70L, "op-1"),
            tuple(
                "credit.allocated", 100L, 100L, ((CreditsAllocated) events.get(1)).getAllocationId()));
  }

  @Test
  void answersARepetitionOnceMoreAndPublishesNothing() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 30), NOON);
    ConsumptionReply first = onlyReply();
    driver.read(EVENTS);
    driver.restart();

    ConsumeCredits repetition = consume(tenant, "acme", "crm", "op-1", 30);
    driver.pipe(COMMANDS, tenant, repetition, NOON.plus(Duration.ofDays(31)));

    ConsumptionReply second = onlyReply();
    assertThat(second.getReplayed()).isTrue();
    assertThat(second.getCommandId()).isEqualTo(repetition.getMeta().getId());
    assertThat(second.getBalance()).isEqualTo(70);
    assertThat(second.getEventId()).isEqualTo(first.getEventId());
    assertThat(second.getDecidedAt()).isEqualTo(first.getDecidedAt());
    assertThat(driver.read(EVENTS)).isEmpty();
    assertThat(balance("acme", "crm")).isEqualTo(70);
  }

  @Test
  void namesTheFirstFieldThatDiffers() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 30), NOON);
    driver.read(Context.CREDITS.replies());
    driver.read(EVENTS);
    ConsumeCredits otherUser = consume(tenant, "acme", "crm", "op-1", 30);
    otherUser.getMeta().setUserId("user-2");

    driver.pipe(COMMANDS, tenant, consume(tenant, "other", "crm", "op-1", 31), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "other", "crm", "op-1", 30), NOON);
    driver.pipe(COMMANDS, tenant, otherUser, NOON);

    assertThat(driver.read(Context.CREDITS.replies(), ConsumptionReply.class))
        .allSatisfy(reply -> assertThat(reply.getCode()).isEqualTo(RefusalCode.OPERATION_MISMATCH))
        .extracting(ConsumptionReply::getField)
        .containsExactly("creditAmount", "entityId", "userId");
    assertThat(driver.read(EVENTS)).isEmpty();
    assertThat(driver.ask(new OperationQuery(tenant, "crm", "orders.create", "op-1")))
        .hasValueSatisfying(operation -> {
          assertThat(operation.outcome().getDecision()).isEqualTo(Decision.APPROVED);
          assertThat(operation.outcome().getAmount()).isEqualTo(30);
        });
  }

  @Test
  void keepsARefusalThatDependedOnState() {
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 30), NOON);
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 20), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-2", 30), NOON);
    driver.capture(tenant, 2, allocation(tenant, "acme", "crm", 80), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 30), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-2", 30), NOON);

    List<ConsumptionReply> replies = driver.read(Context.CREDITS.replies(), ConsumptionReply.class);
    assertThat(replies).extracting(ConsumptionReply::getCode).containsExactly(
        RefusalCode.WALLET_NOT_FOUND, RefusalCode.INSUFFICIENT_CREDITS,
        RefusalCode.WALLET_NOT_FOUND, RefusalCode.INSUFFICIENT_CREDITS);
    assertThat(replies).extracting(ConsumptionReply::getReplayed).containsExactly(false, false, true, true);
    assertThat(replies.get(1).getBalance()).isEqualTo(20);
    assertThat(events(ConsumptionRefused.class))
        .extracting(ConsumptionRefused::getCode)
        .containsExactly(RefusalCode.WALLET_NOT_FOUND, RefusalCode.INSUFFICIENT_CREDITS);
    assertThat(balance("acme", "crm")).isEqualTo(100);
  }

  @Test
  void servesActiveAndUnknownTenantsOnly() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 1), NOON);
    driver.pipe(Context.DIRECTORY.events(), tenant, status(tenant, TenantStatus.SUSPENDED), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-2", 1), NOON);
    driver.pipe(Context.DIRECTORY.events(), tenant, status(tenant, TenantStatus.ACTIVE), NOON);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-3", 1), NOON);

    assertThat(driver.read(Context.CREDITS.replies(), ConsumptionReply.class))
        .extracting(ConsumptionReply::getCode)
        .containsExactly(null, RefusalCode.TENANT_NOT_ACTIVE, null);
  }

  @Test
  void forgetsAnAmountOutOfRange() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.read(EVENTS);
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 0), NOON);

    assertThat(onlyReply().getCode()).isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);
    assertThat(driver.read(EVENTS)).isEmpty();
    assertThat(driver.ask(new OperationQuery(tenant, "crm", "orders.create", "op-1"))).isEmpty();
  }

  @Test
  void deadLettersWhatItCannotReadAndGoesOn() {
    byte[] garbage = {1, 2, 3};
    RecordHeaders headers = new RecordHeaders();
    headers.add("origin", "test".getBytes(UTF_8));
    driver.pipe(COMMANDS, TenantKey.bytes(tenant), garbage, headers, NOON);
    ConsumeCredits foreign = consume(UUID.randomUUID(), "acme", "crm", "op-1", 1);
    driver.pipe(COMMANDS, tenant, foreign, NOON);
    driver.pipe(COMMANDS, tenant, allocation(tenant, "acme", "crm", 100), NOON);

    List<TestRecord<byte[], byte[]>> letters = driver.read(Context.CREDITS.deadLetters());
    assertThat(letters).hasSize(3);
    assertThat(letters.getFirst().key()).isEqualTo(TenantKey.bytes(tenant));
    assertThat(letters.getFirst().value()).isEqualTo(garbage);
    assertThat(header(letters.getFirst(), "origin")).isEqualTo("test");
    assertThat(header(letters.getFirst(), "__streams.errors.topic")).isEqualTo(COMMANDS);
    assertThat(header(letters.getFirst(), "__streams.errors.partition")).isEqualTo("0");
    assertThat(header(letters.getFirst(), "__streams.errors.offset")).isEqualTo("0");
    assertThat(header(letters.getFirst(), "__streams.errors.exception")).contains("Exception");
    assertThat(header(letters.getFirst(), "__streams.errors.stacktrace")).contains("at io.tributary");
    assertThat(header(letters.get(1), "__streams.errors.message")).contains(foreign.getMeta().getTenantId());
    assertThat(driver.read(Context.CREDITS.replies())).isEmpty();
    assertThat(Watermarks.offsets(driver.rows(StoreKind.VIEWS))).containsEntry(COMMANDS, 2L);
  }

  @Test
  void deadLettersAnEventThatGrewTooLargeAndLeavesNoTrace() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.read(EVENTS);
    ConsumeCredits command = consume(tenant, "acme", "crm", "op-1", 30);
    command.setAttributes(Map.of("note", "x".repeat(1_000_000)));
    driver.pipe(COMMANDS, tenant, command, NOON);

    assertThat(driver.read(Context.CREDITS.deadLetters())).hasSize(1);
    assertThat(driver.read(EVENTS)).isEmpty();
    assertThat(driver.read(Context.CREDITS.replies())).isEmpty();
    assertThat(balance("acme", "crm")).isEqualTo(100);
    assertThat(driver.ask(new OperationQuery(tenant, "crm", "orders.create", "op-1"))).isEmpty();
  }

  @Test
  void decidesByATimeThatNeverGoesBack() {
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 100), NOON);
    driver.restart();
    driver.pipe(COMMANDS, tenant, consume(tenant, "acme", "crm", "op-1", 30), NOON.minusSeconds(60));

    assertThat(onlyReply().getDecidedAt()).isEqualTo(NOON);
  }

  @Test
  void pagesThroughWalletsOfOneTenantInOrder() {
    UUID neighbour = UUID.randomUUID();
    driver.capture(neighbour, 1, allocation(neighbour, "acme", "crm", 1), NOON);
    driver.capture(tenant, 1, allocation(tenant, "b", "crm", 1), NOON);
    driver.capture(tenant, 2, allocation(tenant, "a", "projects", 1), NOON);
    driver.capture(tenant, 3, allocation(tenant, "a", "crm", 1), NOON);
    driver.capture(tenant, 4, allocation(tenant, "ab", "crm", 1), NOON);

    var first = driver.ask(new WalletsQuery(tenant, null, 2));
    var second = driver.ask(new WalletsQuery(tenant, first.next(), 2));

    assertThat(first.items()).extracting(WalletView::entityId, WalletView::application)
        .containsExactly(
            tuple("a", "crm"), tuple("a", "projects"));
    assertThat(second.items()).extracting(WalletView::entityId).containsExactly("ab", "b");
    assertThat(second.next()).isNull();
  }

  private long balance(String entityId, String application) {
    return driver.ask(new WalletQuery(tenant, entityId, application)).orElseThrow().balance();
  }

  private ConsumptionReply onlyReply() {
    List<ConsumptionReply> replies = driver.read(Context.CREDITS.replies(), ConsumptionReply.class);
    assertThat(replies).hasSize(1);
    return replies.getFirst();
  }

  private <T> List<T> events(Class<T> type) {
    return driver.read(EVENTS, SpecificRecord.class).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
