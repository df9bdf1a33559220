package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxPurgeIT {
  private static final WriteContext WRITE = WriteContext.platform();

  private Database database;
  private Outbox outbox;

  @BeforeEach
  void start() {
    database = Database.create();
    outbox = database.open();
    outbox.tenants().register(Database.tenant("Acme"), WRITE);
  }

  @AfterEach
  void stop() {
    database.jdbc.sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'capture'"
        + " and database = current_database()").query((row, n) -> 0).list();
    database.close();
  }

  @Test
  void deletesOnlyWhatTheSlotHasConfirmed() {
    OutboxPurge purge = outbox.purge("capture", Duration.ofMinutes(-1));
    createSlot();
    outbox.tenants().register(Database.tenant("Beta"), WRITE);
    assertThat(purge.run()).as("notes").isZero();
    assertThat(purge.run()).as("not confirmed yet").isZero();
    outbox.tenants().register(Database.tenant("Gamma"), WRITE);

    advanceSlot();
    assertThat(purge.run()).as("what was noted, not what came after").isEqualTo(16);
    assertThat(database.count("public.outbox")).isEqualTo(8);

    advanceSlot();
    assertThat(purge.run()).as("noted by the run before").isEqualTo(8);
    assertThat(database.count("public.outbox")).isZero();
  }

  @Test
  void withoutTheSlotNothingIsDeleted() {
    OutboxPurge purge = outbox.purge("capture", Duration.ofMinutes(-1));
    assertThat(purge.run()).isZero();
    createSlot();
    assertThat(purge.run()).as("a slot that begins now has not read what lies before").isZero();
    assertThat(purge.run()).isZero();
    assertThat(database.count("public.outbox")).isEqualTo(8);
  }

  @Test
  void youngRowsStay() {
    OutboxPurge purge = outbox.purge("capture", Duration.ofMinutes(5));
    createSlot();
    outbox.tenants().register(Database.tenant("Beta"), WRITE);
    purge.run();
    advanceSlot();
    assertThat(purge.run()).isZero();
    assertThat(database.count("public.outbox")).isEqualTo(16);
  }

  @Test
  void theLowestIdOfATimeIsBelowEveryIdOfIt() {
    Instant time = Instant.parse("2026-11-21T14:00:00.123Z");
    assertThat(OutboxPurge.lowest(time)).hasToString("01a1fe68-237b-7000-8000-000000000000");
  }

  private void createSlot() {
    database.jdbc.sql("select pg_create_logical_replication_slot('capture', 'pgoutput')")
        .query((row, n) -> row.getString(1)).single();
  }

  /** As capture does, whose heartbeat also sees to it that the log is flushed. */
  private void advanceSlot() {
    database.jdbc.sql("select pg_logical_emit_message(true, 'heartbeat', '')")
        .query((row, n) -> row.getString(1)).single();
    database.jdbc.sql("select pg_replication_slot_advance('capture', pg_current_wal_flush_lsn())")
        .query((row, n) -> row.getString(1)).single();
  }
}
