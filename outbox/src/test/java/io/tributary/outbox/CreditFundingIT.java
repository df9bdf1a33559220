package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.RecurrenceInterval;
import io.tributary.outbox.AllocationTerms.Interval;
import io.tributary.outbox.AllocationTerms.Kind;
import io.tributary.outbox.AllocationTerms.Recurrence;
import io.tributary.outbox.AllocationTerms.Rollover;
import io.tributary.schemas.Amounts;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreditFundingIT {
  private static final WriteContext WRITE = WriteContext.platform();

  private static Database database;
  private static Outbox outbox;
  private static CreditFunding funding;
  private static int tenants;

  private final UUID tenant =
      outbox.tenants().register(Database.tenant("Credits-" + ++tenants), WRITE).value().id();

  @BeforeAll
  static void start() {
    database = Database.create();
    outbox = database.open();
    funding = outbox.funding();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void fundsThenAllocatesWithTheirEvents() {
    Written<Funding> funded = funding.fund(tenant, tenant.toString(), 1_000, "  purchase ", WRITE);
    assertThat(funded.value()).extracting(Funding::funded, Funding::unallocated, Funding::reason)
        .containsExactly(1_000L, 1_000L, "purchase");
    Written<Allocation> allocated = allocate(tenant.toString(), "ops", 400, null);
    assertThat(allocated.value()).extracting(Allocation::application, Allocation::unallocated)
        .containsExactly("operations", 600L);
    assertThat(allocated.tenantSeq()).isEqualTo(2);

    List<Database.Row> rows = database.rows(tenant).stream().filter(row -> row.context().equals("credits")).toList();
    FundingRecorded first = (FundingRecorded) rows.getFirst().event();
    assertThat(first.getFundingId()).isEqualTo(funded.value().fundingId().toString());
    assertThat(first.getMeta().getType()).isEqualTo("funding.recorded");
    AllocationRecorded second = (AllocationRecorded) rows.getLast().event();
    assertThat(second.getUnallocated()).isEqualTo(600);
    assertThat(second.getMeta().getVersion()).isEqualTo(2);
    assertThat(second.getMeta().getType()).isEqualTo("allocation.recorded");
  }

  @Test
  void refusesWhatTheRulesForbid() {
    funding.fund(tenant, "org", 10, null, WRITE);
    ProblemException insufficient = Problems.refused(ErrorCode.INSUFFICIENT_FUNDING, "creditAmount",
        () -> allocate("org", "crm", 11, null));
    assertThat(insufficient.extensions()).isEqualTo(Map.of("unallocated", 10L));
    Problems.refused(ErrorCode.INSUFFICIENT_FUNDING, "creditAmount",
        () -> allocate("never-funded", "crm", 1, null));
    Problems.refused(ErrorCode.AMOUNT_NEGATIVE, "creditAmount", () -> funding.fund(tenant, "org", -1, null, WRITE));
    Problems.refused(ErrorCode.AMOUNT_TOO_LARGE, "creditAmount",
        () -> funding.fund(tenant, "org", Amounts.MAX + 1, null, WRITE));
    Problems.refused(ErrorCode.FUNDING_LIMIT, "creditAmount",
        () -> funding.fund(tenant, "org", Amounts.MAX - 9, null, WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "targetApplication",
        () -> allocate("org", "payroll", 1, null));
    Problems.refused(ErrorCode.INVALID_FIELD, "entityId", () -> funding.fund(tenant, " ", 1, null, WRITE));
    Problems.refused(ErrorCode.TENANT_NOT_FOUND, null, () -> funding.fund(UUID.randomUUID(), "org", 1, null, WRITE));
    assertThat(funding.fund(tenant, "org", Amounts.MAX - 10, null, WRITE).value().funded()).isEqualTo(Amounts.MAX);
    assertThat(allocate("org", "crm", Amounts.MAX, null).value().unallocated()).isZero();
  }

  @Test
  void noCreditIsMadeOrLostByAnyHistory() throws Exception {
    long seed = System.nanoTime();
    List<String> entities = List.of("a", "b", "c");
    List<Callable<Map<String, Long>>> histories = IntStream.range(0, 6)
        .mapToObj(i -> (Callable<Map<String, Long>>) () -> history(new Random(seed + i), entities))
        .toList();
    Map<String, Long> expected = new HashMap<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
      for (Future<Map<String, Long>> history : executor.invokeAll(histories)) {
        history.get().forEach((account, amount) -> expected.merge(account, amount, Long::sum));
      }
    }
    for (String entity : entities) {
      long funded = sum("amount", "credit_funding", entity);
      long allocated = sum("amount", "credit_allocations", entity);
      assertThat(funded).as("seed %d", seed).isEqualTo(expected.getOrDefault("fund " + entity, 0L));
      assertThat(allocated).as("seed %d", seed).isEqualTo(expected.getOrDefault("allocate " + entity, 0L));
      assertThat(sum("funded", "credit_pools", entity)).isEqualTo(funded);
      assertThat(funded).isEqualTo(sum("unallocated", "credit_pools", entity) + allocated);
    }
    assertThatOutboxTellsTheTables();
  }

  @Test
  void stateAndOutboxCommitTogetherOrNotAtAll() {
    for (boolean committed : new boolean[] {false, true}) {
      CrashingDataSource crashing = new CrashingDataSource(database.pool, 1, committed);
      assertThat(catchThrowable(() -> database.open(crashing).funding().fund(tenant, "org", 5, null, WRITE))).isNotNull();
      assertThat(sum("funded", "credit_pools", "org")).isEqualTo(committed ? 5 : 0);
      assertThat(database.types(tenant).stream().filter("FundingRecorded"::equals)).hasSize(committed ? 1 : 0);
    }
    // An outbox row that can't be written takes the state's row with it.
    database.jdbc.sql("alter table public.outbox add constraint refused check (aggregateid <> 'doomed')").update();
    assertThat(catchThrowable(() -> funding.fund(tenant, "doomed", 5, null, WRITE))).isNotNull();
    assertThat(sum("funded", "credit_pools", "doomed")).isZero();
    assertThat(funding.fund(tenant, "org", 1, null, WRITE).tenantSeq()).as("no number is lost").isEqualTo(2);
  }

  @Test
  void whatTheLedgerTookBackIsBookedOnce() throws Exception {
    funding.fund(tenant, "org", 100, null, WRITE);
    allocate("org", "crm", 60, null);
    CreditReturn back = new CreditReturn(UUID.randomUUID(), tenant, "org", "crm", 25, "unused", Instant.EPOCH);
    List<Callable<Boolean>> deliveries = List.of(() -> book(back), () -> book(back), () -> book(back));
    int booked = 0;
    try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
      for (Future<Boolean> delivery : executor.invokeAll(deliveries)) {
        booked += delivery.get() ? 1 : 0;
      }
    }
    assertThat(booked).isEqualTo(1);
    assertThat(sum("unallocated", "credit_pools", "org")).isEqualTo(65);
    assertThat(sum("amount", "credit_reclaims", "org")).isEqualTo(25);
    FundingRecorded told = (FundingRecorded) database.rows(tenant).stream()
        .filter(row -> row.context().equals("credits")).toList().getLast().event();
    assertThat(told.getReclaimedFrom()).isEqualTo("crm");
    assertThat(told.getFunded()).isEqualTo(100);
    assertThat(told.getMeta().getCausationId()).isEqualTo(back.eventId().toString());
    assertThatOutboxTellsTheTables();

    CreditReturn more = new CreditReturn(UUID.randomUUID(), tenant, "org", "crm", 1_000, null, Instant.EPOCH);
    assertThat(book(more)).as("credits came by transfer").isTrue();
    assertThat(sum("unallocated", "credit_pools", "org")).isEqualTo(1_065);
    assertThat(book(new CreditReturn(UUID.randomUUID(), tenant, "new", "crm", 5, null, Instant.EPOCH))).isTrue();
    assertThat(allocate("new", "hr", 5, null).value().unallocated()).isZero();
    assertThat(funding.fund(tenant, "new", 7, null, WRITE).value().funded()).isEqualTo(7);
    assertThatOutboxTellsTheTables();
  }

  private static boolean book(CreditReturn back) {
    return outbox.returns().book(back, WRITE);
  }

  @Test
  void termsAreKeptToldAndListed() {
    funding.fund(tenant, "org", 1_000, null, WRITE);
    Instant expiry = Instant.parse("2999-01-31T10:00:00.123456Z");
    AllocationTerms terms =
        new AllocationTerms(
            Kind.PROMOTIONAL, 7, null, expiry, new Recurrence(Interval.MONTH, null), new Rollover(5, 50),
            new BigDecimal("0.012500"), " inv-7 ");
    Allocation made = allocate("org", "crm", 100, terms).value();
    Instant from = made.createdAt();
    assertThat(made.terms()).isEqualTo(
        new AllocationTerms(
            Kind.PROMOTIONAL, 7, from, Instant.parse("2999-01-31T10:00:00.123Z"), new Recurrence(Interval.MONTH, from),
            new Rollover(5, 50), new BigDecimal("0.0125"), "inv-7"));
    GrantTerms told = database.rows(tenant).stream().map(Database.Row::event)
        .filter(AllocationRecorded.class::isInstance)
        .map(event -> ((AllocationRecorded) event).getTerms()).findFirst().orElseThrow();
    assertThat(told.getKind()).isEqualTo(GrantKind.PROMOTIONAL);
    assertThat(told.getEffectiveAt()).isEqualTo(from);
    assertThat(told.getRecurs()).isEqualTo(RecurrenceInterval.MONTH);
    assertThat(told.getRecurrenceAnchor()).isEqualTo(from);
    assertThat(told.getCostBasis()).isEqualByComparingTo("0.0125");
    assertThat(told.getExternalKey()).isEqualTo("inv-7");

    Allocation plain = allocate("org", "hr", 1, null).value();
    AllocationFilter all = new AllocationFilter(null, null, null);
    Slice<Allocation> first = funding.allocations(tenant, all, null, 1);
    assertThat(first.items()).containsExactly(made);
    assertThat(funding.allocations(tenant, all, first.next(), 1)).isEqualTo(new Slice<>(List.of(plain), null));
    assertThat(funding.allocations(tenant, new AllocationFilter("org", "hr", null), null, 9).items())
        .containsExactly(plain);
    assertThat(funding.allocations(tenant, new AllocationFilter(null, null, "inv-7"), null, 9).items())
        .containsExactly(made);
    assertThat(funding.allocations(UUID.randomUUID(), all, null, 9).items()).isEmpty();

    assertThat(Problems.refused(ErrorCode.EXTERNAL_KEY_TAKEN, "terms.externalKey", () -> allocate("org", "crm", 1, terms))
        .extensions()).isEqualTo(Map.of("allocationId", made.allocationId().toString()));
    assertThat(allocate("org", "hr", 1, terms).value().unallocated()).as("a key is its wallet's").isEqualTo(898);
  }

  @Test
  void termsBelongToWhatAnIdempotencyKeyStandsFor() {
    funding.fund(tenant, "org", 10, null, WRITE);
    WriteContext key = Database.key("terms");
    NewAllocation first = new NewAllocation("org", "crm", 1, null, terms(9, "2999-01-01T00:00:00Z"));
    Written<Allocation> made = funding.allocate(tenant, first, key);
    Written<Allocation> again = funding.allocate(tenant, first, key);
    assertThat(again.value()).isEqualTo(made.value());
    assertThat(again.replayed()).isTrue();
    NewAllocation other = new NewAllocation("org", "crm", 1, null, terms(8, "2999-01-01T00:00:00Z"));
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "terms.priority", () -> funding.allocate(tenant, other, key));
    NewAllocation none = new NewAllocation("org", "crm", 1, null, null);
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "terms.externalKey", () -> funding.allocate(tenant, none, key));
  }

  @Test
  void termsThatMakeNoGrantAreRefused() {
    funding.fund(tenant, "org", 10, null, WRITE);
    refused("terms.priority", terms(256, null));
    refused("terms.expiresAt", terms(1, "2020-01-01T00:00:00Z"));
    refused("terms.expiresAt", new AllocationTerms(Kind.GRANTED, 1, Instant.parse("2998-01-01T00:00:00Z"),
        Instant.parse("2998-01-01T00:00:00Z"), null, new Rollover(0, 1), null, null));
    refused("terms.rollover.max", new AllocationTerms(
        Kind.GRANTED, 1, null, null, null, new Rollover(2, 1), null, null));
    refused("terms.costBasis", new AllocationTerms(
        Kind.GRANTED, 1, null, null, null, new Rollover(0, 1), new BigDecimal("0.0000000001"), null));
    refused("terms.effectiveAt", new AllocationTerms(
        Kind.GRANTED, 1, Instant.MAX, null, null, new Rollover(0, 1), null, null));
  }

  private void refused(String field, AllocationTerms terms) {
    Problems.refused(ErrorCode.INVALID_FIELD, field, () -> allocate("org", "crm", 1, terms));
  }

  private static AllocationTerms terms(int priority, @Nullable String expiry) {
    return new AllocationTerms(
        Kind.GRANTED, priority, null, expiry == null ? null : Instant.parse(expiry), null, new Rollover(0, 1), null, null);
  }

  private Written<Allocation> allocate(
      String entity, String application, long amount, @Nullable AllocationTerms terms) {
    return funding.allocate(tenant, new NewAllocation(entity, application, amount, null, terms), WRITE);
  }

  private Map<String, Long> history(Random random, List<String> entities) {
    Map<String, Long> moved = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String entity = entities.get(random.nextInt(entities.size()));
      long amount = random.nextLong(1, 100);
      boolean fund = random.nextInt(3) == 0;
      try {
        if (fund) {
          funding.fund(tenant, entity, amount, null, WRITE);
        } else {
          allocate(entity, random.nextBoolean() ? "crm" : "hrms", amount, null);
        }
        moved.merge((fund ? "fund " : "allocate ") + entity, amount, Long::sum);
      } catch (ProblemException refused) {
        assertThat(refused.code()).isEqualTo(ErrorCode.INSUFFICIENT_FUNDING);
      }
    }
    return moved;
  }

  /** Folding the events gives the totals that each event states: order and content agree. */
  private void assertThatOutboxTellsTheTables() {
    Map<String, Long> unallocated = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    List<Database.Row> rows = database.rows(tenant).stream().filter(row -> row.context().equals("credits")).toList();
    assertThat(rows).extracting(Database.Row::seq).isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    for (Database.Row row : rows) {
      EventMeta meta = (EventMeta) row.event().get(0);
      assertThat(meta.getVersion()).isEqualTo(versions.merge(row.aggregateId(), 1L, Long::sum));
      switch (row.event()) {
        case FundingRecorded event -> assertThat(unallocated.merge(event.getEntityId(), event.getAmount(), Long::sum))
            .isEqualTo(event.getUnallocated());
        case AllocationRecorded event -> assertThat(unallocated.merge(event.getEntityId(), -event.getAmount(), Long::sum))
            .isEqualTo(event.getUnallocated());
        default -> throw new AssertionError(row);
      }
    }
  }

  private long sum(String column, String table, String entity) {
    return database.jdbc
        .sql("select coalesce(sum(" + column + "), 0) from public." + table + " where tenant_id = ? and entity_id = ?")
        .params(tenant, entity).query(Long.class).single();
  }
}
