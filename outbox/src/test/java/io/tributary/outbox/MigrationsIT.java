package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.outbox.AllocationTerms.Interval;
import io.tributary.outbox.AllocationTerms.Kind;
import io.tributary.outbox.AllocationTerms.Recurrence;
import io.tributary.outbox.AllocationTerms.Rollover;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

class MigrationsIT {
  @Test
  void instancesThatStartAtOnceMigrateOnce() throws Exception {
    try (Database database = Database.create();
        ExecutorService executor = Executors.newFixedThreadPool(3)) {
      Callable<Outbox> open = database::open;
      for (Future<Outbox> opened : executor.invokeAll(Collections.nCopies(3, open))) {
        opened.get();
      }
      assertThat(database.jdbc.sql("select version from public.flyway_schema_history order by installed_rank")
          .query(String.class).list()).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
      assertThat(database.jdbc.sql("select pubname || ' ' || pubinsert || ' ' || pubupdate from pg_publication")
          .query(String.class).list()).containsExactly("tributary_outbox true false");
    }
  }

  @Test
  void creditsHoldTheirRulesWhoeverWritesThem() {
    try (Database database = Database.create()) {
      Outbox outbox = database.open();
      Tenant tenant = outbox.tenants().register(Database.tenant("Acme"), WriteContext.platform()).value();
      outbox.funding().fund(tenant.id(), "e", 1_000, "first", WriteContext.platform());
      outbox.funding().allocate(tenant.id(), new NewAllocation("e", "crm", 10, "why", null), WriteContext.platform());
      for (String set : List.of("amount = 0", "application = 'CRM'", "purpose = ''", "kind = 'granted'", "priority = 1",
          "expires_at = now()", "recurs = 'day', recurrence_anchor = now()", "cost_basis = 1", "external_key = 'k'")) {
        refused(database, "credit_allocations", set);
      }
      assertThat(database.jdbc.sql("update public.credit_allocations set kind = 'granted', priority = 7, "
          + "effective_at = now(), rollover_min = 0, rollover_max = 5").update()).isEqualTo(1);
      for (String set : List.of("kind = null", "kind = 'gift'", "priority = 256", "rollover_max = -1", "rollover_min = 6",
          "expires_at = effective_at", "recurs = 'week'", "recurs = 'hour', recurrence_anchor = now()", "cost_basis = -1",
          "external_key = ''")) {
        refused(database, "credit_allocations", set);
      }
      for (String set : List.of("funded = -1", "unallocated = -1", "unallocated = 9000000000000001", "version = 0", "entity_id = ''")) {
        refused(database, "credit_pools", set);
      }
      refused(database, "credit_funding", "amount = 9000000000000001");
      refused(database, "tenant_sequences", "last_seq = 0");
    }
  }

  /** Journals may be long: version 9 looks through their rows, but writes none of them again. */
  @Test
  void rowsFromBeforeTypesHadRulesStayWhereTheyAre() {
    try (Database database = Database.create()) {
      Flyway.configure(Migrations.class.getClassLoader()).dataSource(database.pool).schemas("public")
          .locations("classpath:io/tributary/outbox/global").target("8").load().migrate();
      Outbox outbox = database.open(database.pool);
      Tenant tenant = outbox.tenants().register(Database.tenant("Acme"), WriteContext.platform()).value();
      outbox.funding().fund(tenant.id(), "e", 1_000, "first", WriteContext.platform());
      outbox.funding().allocate(tenant.id(), new NewAllocation("e", "crm", 10, "why", null), WriteContext.platform());
      outbox.funding().allocate(tenant.id(), new NewAllocation("e", "crm", 20, "gift", new AllocationTerms(
          Kind.GRANTED, 7, null, null, new Recurrence(Interval.MONTH, null), new Rollover(0, 5), null, "k")), WriteContext.platform());
      List<Map<String, Object>> before = journals(database);

      outbox.migrate();

      assertThat(journals(database)).hasSize(4).isEqualTo(before);
      refused(database, "credit_allocations", "amount = 0");
      refused(database, "credit_pools", "unallocated = -1");
      outbox.funding().allocate(tenant.id(), new NewAllocation("e", "crm", 30, "after", null), WriteContext.platform());
      assertThat(database.count("public.credit_allocations")).isEqualTo(3);
    }
  }

  /** Rows as text, with the file that their table lies in. */
  private static List<Map<String, Object>> journals(Database database) {
    return Stream.of("credit_pools", "credit_funding", "credit_allocations")
        .flatMap(table -> database.jdbc.sql("select row::text, pg_relation_filenode('public.%1$s') from public.%1$s row order by 1".formatted(table))
            .query().listOfRows().stream())
        .toList();
  }

  private static void refused(Database database, String table, String set) {
    assertThatThrownBy(() -> database.jdbc.sql("update public." + table + " set " + set).update())
        .as(set).isInstanceOf(DataIntegrityViolationException.class).hasMessageContaining("check constraint");
  }

  @Test
  void aCrashWhileMigratingLeavesNothing() {
    try (Database database = Database.create()) {
      CrashingDataSource crashing = new CrashingDataSource(database.pool, 1, false);
      assertThat(catchThrowable(() -> database.open(crashing).migrate())).isNotNull();
      assertThat(database.count("pg_tables where schemaname = 'public'")).isZero();
      assertThat(database.open().tenants().list(null, 5).items()).isEmpty();
    }
  }

  @Test
  void anotherMasterKeyIsRefused() {
    try (Database database = Database.create()) {
      database.open().migrate();
      byte[] other = new byte[MasterKey.LENGTH];
      other[0] = 1;
      Outbox outbox = Outbox.open(database.pool, database.payloads, MasterKey.of(other));
      assertThatThrownBy(outbox::migrate).hasMessageContaining("master key");
    }
  }

  @Test
  void tenantsOfAnOlderVersionAreUpgraded() {
    try (Database database = Database.create()) {
      Outbox outbox = database.open();
      Tenant tenant = outbox.tenants().register(Database.tenant("Acme"), WriteContext.platform()).value();
      Migrations next = new Migrations(database.pool, List.of("tenant", "tenant-next"), 1000);
      TenantRows tenants = new TenantRows(database.jdbc);
      Transactions transactions = new Transactions(database.pool);
      new Upgrade(transactions, next, tenants).run();
      assertThat(tenants.find(tenant.id()).orElseThrow().schemaVersion()).isEqualTo(1000);
      assertThat(database.count(new TenantSchema(tenant.schemaName()).in("{s}.next"))).isZero();
      assertThat(tenants.outdated(1000)).isEmpty();
    }
  }

  @Test
  void theVersionIsTheNewestMigrations() {
    try (Database database = Database.create()) {
      Outbox outbox = database.open();
      Tenant tenant = outbox.tenants().register(Database.tenant("Acme"), WriteContext.platform()).value();
      assertThat(database.jdbc.sql(new TenantSchema(tenant.schemaName()).in(
              "select max(version::int) from {s}.flyway_schema_history")).query(Integer.class).single())
          .isEqualTo(Migrations.TENANT_VERSION);
    }
  }
}
