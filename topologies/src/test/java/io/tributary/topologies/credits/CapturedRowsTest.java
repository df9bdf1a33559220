package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.NOON;
import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.CreditsAllocated;
import io.tributary.schemas.Context;
import io.tributary.schemas.OutboxHeaders;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.kernel.GapQuery;
import io.tributary.topologies.kernel.GapQuery.Gap;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.Watermarks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's inbox makes of captured rows that repeat, come too early, or can't be handled. */
class CapturedRowsTest {
  private final UUID tenant = UUID.randomUUID();
  private final List<AllocationRecorded> rows = new ArrayList<>();

  @TempDir Path directory;
  private ContextDriver driver;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new CreditsTopology(), directory);
    for (int amount = 1; amount <= 6; amount++) {
      rows.add(allocation(tenant, "acme", "crm", amount));
    }
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void appliesARepeatedRowOnce() {
    capture(1, 2, 1, 2, 3, 2);
    assertThat(published()).containsExactly(1L, 2L, 3L);
    assertThat(applied()).isEqualTo(3);
  }

  @Test
  void parksWhatComesTooEarlyAndDrainsInOrder() {
    capture(1, 4, 3, 4, 6);
    assertThat(published()).containsExactly(1L);
    assertThat(gap()).contains(new Gap(2, 2, 6));
    assertThat(applied()).isEqualTo(1);
    assertThat(driver.metric("gaps-open")).isEqualTo(1);

    capture(2);
    assertThat(published()).containsExactly(2L, 3L, 4L);
    assertThat(gap()).contains(new Gap(5, 5, 6));
    assertThat(driver.metric("gaps-total")).isEqualTo(2);

    capture(5);
    assertThat(published()).containsExactly(5L, 6L);
    assertThat(gap()).isEmpty();
    assertThat(applied()).isEqualTo(6);
    assertThat(driver.metric("gaps-open")).isZero();
  }

  @Test
  void keepsWhatIsParkedOverARestart() {
    capture(2, 3);
    driver.restart();
    assertThat(driver.metric("gaps-open")).isEqualTo(1);
    capture(1);
    assertThat(published()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void doesNotHoldUpOthers() {
    UUID neighbour = UUID.randomUUID();
    capture(2);
    driver.capture(neighbour, 1, allocation(neighbour, "acme", "crm", 9), NOON);
    assertThat(published()).containsExactly(9L);
    assertThat(driver.ask(new GapQuery(Context.CREDITS, neighbour))).isEmpty();
  }

  @Test
  void drainsALongBacklogABitAtATime() {
    int backlog = 500;
    for (int seq = 2; seq <= backlog; seq++) {
      driver.capture(tenant, seq, allocation(tenant, "acme", "crm", 1), NOON);
    }
    driver.capture(tenant, 1, allocation(tenant, "acme", "crm", 1), NOON);
    assertThat(applied()).isBetween(2L, 400L);
    // Rows that come while the backlog drains stay in line behind it, and are no gap.
    driver.capture(tenant, backlog + 1, allocation(tenant, "acme", "crm", 1), NOON);
    assertThat(gap()).isEmpty();

    driver.restart();
    driver.tick();
    driver.tick();
    driver.tick();
    assertThat(applied()).isEqualTo(backlog + 1);
    assertThat(driver.ask(new WalletQuery(tenant, "acme", "crm")).orElseThrow().version()).isEqualTo(backlog + 1);
  }

  @Test
  void deadLettersABadRowGoesOnAndTakesItsRedrive() {
    driver.capture(tenant, 1, new byte[] {0, 0, 0, 0, 77}, NOON);
    driver.restart();
    capture(2);
    assertThat(driver.read(Context.CREDITS.deadLetters())).isEmpty();
    assertThat(published()).containsExactly(2L);

    capture(1, 1);
    assertThat(published()).containsExactly(1L);
    assertThat(applied()).isEqualTo(2);
  }

  @Test
  void deadLettersABadRowThatWasParked() {
    driver.capture(tenant, 2, new byte[] {9}, NOON);
    capture(3, 1);
    assertThat(published()).containsExactly(1L, 3L);
    var letters = driver.read(Context.CREDITS.deadLetters());
    assertThat(letters).hasSize(1);
    assertThat(letters.getFirst().value()).containsExactly(9);
    assertThat(letters.getFirst().headers().lastHeader("__streams.errors.offset").value()).isEqualTo("0".getBytes(UTF_8));
    assertThat(letters.getFirst().headers().lastHeader(OutboxHeaders.TENANT_SEQ).value()).isEqualTo("2".getBytes(UTF_8));
  }

  @Test
  void deadLettersARowThatCannotBePlaced() {
    byte[] payload = ContextDriver.PAYLOADS.encode(rows.getFirst());
    driver.pipe(Context.CREDITS.outbox(), TenantKey.bytes(tenant), payload, new RecordHeaders(), NOON);
    driver.pipe(Context.CREDITS.outbox(), "nobody".getBytes(UTF_8), payload, new RecordHeaders(), NOON);
    assertThat(driver.read(Context.CREDITS.deadLetters())).hasSize(2);
    assertThat(applied()).isZero();
    assertThat(Watermarks.offsets(driver.rows(StoreKind.VIEWS))).containsEntry(Context.CREDITS.outbox(), 1L);
  }

  /** Captures the rows of these sequence numbers; each allocates as many credits. */
  private void capture(int... seqs) {
    for (int seq : seqs) {
      driver.capture(tenant, seq, rows.get(seq - 1), NOON);
    }
  }

  private List<Long> published() {
    return driver.read(Context.CREDITS.events(), CreditsAllocated.class).stream()
        .map(CreditsAllocated::getAmount)
        .toList();
  }

  private Optional<Gap> gap() {
    return driver.ask(new GapQuery(Context.CREDITS, tenant));
  }

  private long applied() {
    return Watermarks.tenantSeq(driver.rows(StoreKind.VIEWS), tenant);
  }
}
