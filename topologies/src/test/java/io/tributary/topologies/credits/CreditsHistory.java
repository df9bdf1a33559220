package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.directory.TenantStatus;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * A generated history: a few tenants with few wallets, so that everything collides with everything. Captured rows repeat
 * as after a crash of capture, and some come late; commands are repeated, changed, and sent by suspended tenants.
 */
final class CreditsHistory {
  private static final List<String> ENTITIES = List.of("acme", "acme/x", "", "a\0b");
  private static final List<String> APPLICATIONS = List.of("crm", "projects");

  final CreditsOracle oracle = new CreditsOracle();
  final List<UUID> tenants = new ArrayList<>();
  final List<SpecificRecord> events = new ArrayList<>();

  private final ContextDriver driver;
  private final Random random;
  private final List<ConsumeCredits> sent = new ArrayList<>();
  private final List<List<AllocationRecorded>> rows = new ArrayList<>();
  private final List<List<Long>> late = new ArrayList<>();
  private Instant time = NOON;

  CreditsHistory(ContextDriver driver, long seed) {
    this.driver = driver;
    this.random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      tenants.add(new UUID(i / 2, i));
      rows.add(new ArrayList<>());
      late.add(new ArrayList<>());
    }
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      int tenant = random.nextInt(tenants.size());
      time = time.plusMillis(random.nextInt(2_000) - 500);
      int dice = random.nextInt(100);
      if (dice < 15) {
        allocate(tenant);
      } else if (dice < 18) {
        captureAgain(tenant);
      } else if (dice < 20) {
        setStatus(tenant);
      } else if (dice < 80 || sent.isEmpty()) {
        send(tenants.get(tenant), command(tenants.get(tenant)));
      } else {
        repeat();
      }
      if (step % (steps / 3) == steps / 6) {
        collectEvents();
        driver.restart();
      }
    }
    for (int tenant = 0; tenant < tenants.size(); tenant++) {
      bringLate(tenant);
    }
    collectEvents();
  }

  private void allocate(int tenant) {
    UUID tenantId = tenants.get(tenant);
    List<AllocationRecorded> written = rows.get(tenant);
    written.add(CreditsRecords.allocation(tenantId, pick(ENTITIES), pick(APPLICATIONS), 1 + random.nextInt(500)));
    if (random.nextInt(12) == 0) {
      late.get(tenant).add((long) written.size());
    } else {
      capture(tenant, written.size());
    }
    if (random.nextInt(6) == 0) {
      bringLate(tenant);
    }
  }

  private void bringLate(int tenant) {
    List<Long> missing = late.get(tenant);
    Collections.shuffle(missing, random);
    missing.forEach(seq -> capture(tenant, seq));
    missing.clear();
  }

  /** Capture goes back to an older point and on from there, in commit order. */
  private void captureAgain(int tenant) {
    int written = rows.get(tenant).size();
    for (long seq = Math.max(1, written - random.nextInt(10)); seq <= written; seq++) {
      if (!late.get(tenant).contains(seq)) {
        capture(tenant, seq);
      }
    }
  }

  private void capture(int tenant, long seq) {
    AllocationRecorded row = rows.get(tenant).get((int) seq - 1);
    driver.capture(tenants.get(tenant), seq, row, time);
    oracle.captured(tenants.get(tenant), seq, row);
  }

  private void setStatus(int tenant) {
    boolean suspend = random.nextBoolean();
    TenantStatus status = suspend ? TenantStatus.SUSPENDED : TenantStatus.ACTIVE;
    UUID tenantId = tenants.get(tenant);
    driver.pipe(Context.DIRECTORY.events(), tenantId, CreditsRecords.status(tenantId, status), time);
    oracle.suspended(tenantId, suspend);
  }

  private void repeat() {
    ConsumeCredits earlier = sent.get(random.nextInt(sent.size()));
    ConsumeCredits again = ConsumeCredits.newBuilder(earlier)
        .setMeta(CommandMeta.newBuilder(earlier.getMeta()).setId(UUID.randomUUID().toString()).build())
        .build();
    switch (random.nextInt(6)) {
      case 0 -> again.setAmount(again.getAmount() + 1);
      case 1 -> again.setEntityId(pick(ENTITIES));
      case 2 -> again.getMeta().setUserId("user-2");
      default -> {}
    }
    send(UUID.fromString(again.getMeta().getTenantId()), again);
  }

  private ConsumeCredits command(UUID tenantId) {
    long amount = switch (random.nextInt(20)) {
      case 0 -> -random.nextInt(2);
      case 1 -> Long.MAX_VALUE;
      default -> 1 + random.nextInt(120);
    };
    String operationId = "op-" + random.nextInt(100_000);
    return CreditsRecords.consume(tenantId, pick(ENTITIES), pick(APPLICATIONS), operationId, amount);
  }

  private void send(UUID tenantId, ConsumeCredits command) {
    CreditsOracle.Answer expected = oracle.consume(tenantId, command);
    driver.pipe(Context.CREDITS.commands(), tenantId, command, time);
    sent.add(command);
    List<ConsumptionReply> replies = driver.read(Context.CREDITS.replies(), ConsumptionReply.class);
    assertThat(replies).hasSize(1);
    ConsumptionReply reply = replies.getFirst();
    assertThat(new CreditsOracle.Answer(
            reply.getDecision(), reply.getCode(), reply.getField(), reply.getReplayed(), reply.getBalance()))
        .as("command %d: %s", sent.size(), command)
        .isEqualTo(expected);
    assertThat(reply.getCommandId()).isEqualTo(command.getMeta().getId());
  }

  private void collectEvents() {
    events.addAll(driver.read(Context.CREDITS.events(), SpecificRecord.class));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
