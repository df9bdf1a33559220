package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.directory.UserReactivated;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

class OutboxWriterIT {
  private static final WriteContext WRITE = WriteContext.platform();
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static Database database;
  private static Transactions transactions;
  private static OutboxWriter writer;

  private final UUID tenant = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = Database.create();
    database.open();
    transactions = new Transactions(database.pool);
    writer = new OutboxWriter(new JdbcTemplate(database.pool), database.payloads);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void numbersAreContiguousUnderConcurrentWritersAndRollbacks() throws Exception {
    int writers = 8;
    int rounds = 60;
    List<Callable<List<Long>>> tasks = IntStream.range(0, writers)
        .mapToObj(number -> (Callable<List<Long>>) () -> write(number, rounds))
        .toList();
    List<Long> taken = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
      for (Future<List<Long>> task : executor.invokeAll(tasks)) {
        taken.addAll(task.get());
      }
    }
    List<Database.Row> rows = database.rows(tenant);
    assertThat(rows).extracting(Database.Row::seq)
        .isEqualTo(LongStream.rangeClosed(1, rows.size()).boxed().toList());
    assertThat(taken).as("what writers were told is what was committed").doesNotHaveDuplicates()
        .allMatch(seq -> seq <= rows.size()).contains((long) rows.size());
    assertThat(rows).as("a third was rolled back").hasSize(taken.size() * 2);
  }

  @Test
  void severalEventsGoInOneStatementInTheirOrder() {
    List<SpecificRecord> events = List.of(event(1), event(2), event(3));
    assertThat(transactions.run(() -> writer.append(Context.DIRECTORY, tenant, events, TRACE))).isEqualTo(3);
    assertThat(transactions.run(() -> writer.append(Context.CREDITS, tenant, events.subList(0, 0), TRACE))).isZero();
    assertThat(database.rows(tenant)).extracting(Database.Row::event).isEqualTo(events);
    assertThat(database.rows(tenant)).allMatch(row -> TRACE.equals(row.traceparent()) && row.aggregateId().equals("a"));
    assertThat(database.jdbc.sql("select count(distinct xmin::text) from public.outbox where tenant_id = ?")
        .param(tenant).query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void aJournalsRowIsWrittenBySameStatementOrNotAtAll() {
    JournalRow row = JournalRow.of(
        "insert into public.subject_keys (tenant_id, subject_id, key_version, wrapped, created_at, erased_at) "
            + "values (?, ?, ?, ?, ?, ?)",
        tenant, "subject", 1, null, Sql.timestamp(Instant.ofEpochMilli(1)), Sql.timestamp(Instant.ofEpochMilli(2)));
    String rows = "public.subject_keys where tenant_id = '" + tenant + "'";
    List<SpecificRecord> none = List.of();
    assertThatThrownBy(() -> transactions.run(() -> writer.append(Context.DIRECTORY, tenant, none, row, null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(database.count(rows)).isZero();

    assertThat(transactions.run(() -> writer.append(Context.DIRECTORY, tenant, List.of(event(1)), row, TRACE))).isEqualTo(1);
    assertThat(database.count(rows)).isEqualTo(1);
    assertThat(database.jdbc.sql("select count(distinct (xmin::text, cmin::text)) from (select xmin, cmin from public.outbox "
            + "where tenant_id = :tenant union all select xmin, cmin from public.subject_keys where tenant_id = :tenant) w")
        .param("tenant", tenant).query(Long.class).single()).isEqualTo(1);

    assertThatThrownBy(() -> transactions.run(() -> writer.append(Context.DIRECTORY, tenant, List.of(event(2)), row, null)))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(database.rows(tenant)).as("a row that is refused takes its event with it").hasSize(1);
  }

  @Test
  void contextsAreNumberedApart() {
    for (Context context : List.of(Context.DIRECTORY, Context.CREDITS)) {
      assertThat(transactions.run(() -> writer.append(context, tenant, List.of(event(1)), "no traceparent"))).isEqualTo(1);
    }
    assertThat(database.rows(tenant)).allMatch(row -> row.traceparent() == null);
  }

  @Test
  void writesOnlyWithinATransactionAndNothingTooLarge() {
    assertThatThrownBy(() -> writer.append(Context.DIRECTORY, tenant, List.of(event(1)), null))
        .isInstanceOf(IllegalStateException.class);
    SpecificRecord large = TenantEvents.statusChanged(
        metas(), 1, TenantStatus.ACTIVE, TenantStatus.SUSPENDED, "x".repeat(OutboxWriter.MAX_PAYLOAD));
    Problems.refused(ErrorCode.PAYLOAD_TOO_LARGE, null,
        () -> transactions.run(() -> writer.append(Context.DIRECTORY, tenant, List.of(large), null)));
    assertThat(database.rows(tenant)).isEmpty();
  }

  /** Two rows a time, every third time rolled back; returns the last number of each that was committed. */
  private List<Long> write(int number, int rounds) {
    List<Long> taken = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      boolean fails = (round + number) % 3 == 0;
      try {
        taken.add(transactions.run(() -> {
          long last = writer.append(Context.DIRECTORY, tenant, List.of(event(1), event(2)), null);
          if (fails) {
            throw new IllegalStateException("rolled back");
          }
          return last;
        }));
      } catch (IllegalStateException expected) {
        assertThat(fails).isTrue();
      }
    }
    return taken;
  }

  private SpecificRecord event(long version) {
    return new UserReactivated(metas().of("user.reactivated", "user", "a", version), "a");
  }

  private EventMetas metas() {
    return new EventMetas(tenant, Instant.ofEpochMilli(1), WRITE);
  }
}
