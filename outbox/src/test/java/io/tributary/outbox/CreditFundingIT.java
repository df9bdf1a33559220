package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.common.EventMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.FundingRecorded;
import io.tributary.schemas.Amounts;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
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
    Written<Allocation> allocated = funding.allocate(tenant, tenant.toString(), "ops", 400, null, WRITE);
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
        () -> funding.allocate(tenant, "org", "crm", 11, null, WRITE));
    assertThat(insufficient.extensions()).isEqualTo(Map.of("unallocated", 10L));
    Problems.refused(ErrorCode.INSUFFICIENT_FUNDING, "creditAmount",
        () -> funding.allocate(tenant, "never-funded", "crm", 1, null, WRITE));
    Problems.refused(ErrorCode.AMOUNT_NEGATIVE, "creditAmount", () -> funding.fund(tenant, "org", -1, null, WRITE));
    Problems.refused(ErrorCode.AMOUNT_TOO_LARGE, "creditAmount",
        () -> funding.fund(tenant, "org", Amounts.MAX + 1, null, WRITE));
    Problems.refused(ErrorCode.FUNDING_LIMIT, "creditAmount",
        () -> funding.fund(tenant, "org", Amounts.MAX - 9, null, WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "targetApplication",
        () -> funding.allocate(tenant, "org", "payroll", 1, null, WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "entityId", () -> funding.fund(tenant, " ", 1, null, WRITE));
    Problems.refused(ErrorCode.TENANT_NOT_FOUND, null, () -> funding.fund(UUID.randomUUID(), "org", 1, null, WRITE));
    assertThat(funding.fund(tenant, "org", Amounts.MAX - 10, null, WRITE).value().funded()).isEqualTo(Amounts.MAX);
    assertThat(funding.allocate(tenant, "org", "crm", Amounts.MAX, null, WRITE).value().unallocated()).isZero();
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
          funding.allocate(tenant, entity, random.nextBoolean() ? "crm" : "hrms", amount, null, WRITE);
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
