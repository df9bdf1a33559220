package io.tributary.topologies.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EncryptedText;
import io.tributary.common.EventMeta;
import io.tributary.directory.Permission;
import io.tributary.directory.RoleDefined;
import io.tributary.directory.TenantRegistered;
import io.tributary.directory.TenantSettingsChanged;
import io.tributary.directory.TenantStatus;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.directory.UserCreated;
import io.tributary.directory.UserDeactivated;
import io.tributary.directory.UserEmailChanged;
import io.tributary.directory.UserReactivated;
import io.tributary.directory.UserRenamed;
import io.tributary.directory.UserRolesChanged;
import io.tributary.schemas.Context;
import io.tributary.topologies.ContextDriver;
import io.tributary.topologies.PinnedHistory;
import io.tributary.topologies.directory.TenantSnapshot.RoleRow;
import io.tributary.topologies.directory.TenantSnapshot.TenantRow;
import io.tributary.topologies.directory.TenantSnapshot.UserRow;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.Watermarks;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTopologyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final UUID tenant = new UUID(1, 2);
  private long seq;

  @TempDir Path directory;
  private ContextDriver driver;

  @BeforeEach
  void start() {
    driver = new ContextDriver(new DirectoryTopology(), directory);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void buildsTheSnapshotFromEveryEvent() {
    Permission read = new Permission("wallets", "read", Map.of("own", "true"));
    capture(registered());
    capture(status(TenantStatus.ACTIVE));
    capture(new TenantSettingsChanged(meta("tenant.settings_changed"), Map.of("theme", "dark")));
    capture(new RoleDefined(meta("role.defined"), "owner", "Owner", 4, List.of(read)));
    capture(new UserCreated(meta("user.created"), "u1", sealed("Ann"), sealed("ann@x"), List.of("basic")));
    capture(new UserCreated(meta("user.created"), "u0", sealed("Bob"), sealed("bob@x"), List.of()));
    capture(new UserRenamed(meta("user.renamed"), "u1", sealed("Anne")));
    capture(new UserEmailChanged(meta("user.email_changed"), "u1", sealed("anne@x")));
    capture(new UserRolesChanged(meta("user.roles_changed"), "u1", List.of("owner")));
    capture(new UserDeactivated(meta("user.deactivated"), "u0", null));
    capture(new UserDeactivated(meta("user.deactivated"), "u1", null));
    capture(new UserReactivated(meta("user.reactivated"), "u1"));

    assertThat(driver.ask(new TenantSnapshotQuery(tenant))).contains(new TenantSnapshot(
        new TenantRow(tenant.toString(), "Acme", "acme.example", "free", TenantStatus.ACTIVE),
        List.of(
            new UserRow("u0", sealed("Bob"), sealed("bob@x"), List.of(), false),
            new UserRow("u1", sealed("Anne"), sealed("anne@x"), List.of("owner"), true)),
        List.of(new RoleRow("owner", "Owner", 4, List.of(read))),
        Map.of("theme", "dark")));
    assertThat(driver.ask(new TenantSnapshotQuery(UUID.randomUUID()))).isEmpty();
    assertThat(Watermarks.tenantSeq(driver.rows(StoreKind.VIEWS), tenant)).isEqualTo(12);
  }

  @Test
  void itsRowsStayAsTheyLie() throws Exception {
    try (PinnedHistory history = new PinnedHistory(new DirectoryTopology(), tenant, directory.resolve("pinned"))) {
      history.capture(registered());
      history.capture(status(TenantStatus.ACTIVE));
      history.capture(new TenantSettingsChanged(meta("tenant.settings_changed"), Map.of("theme", "dark")));
      history.capture(new RoleDefined(
          meta("role.defined"), "owner", "Owner", 4, List.of(new Permission("wallets", "read", Map.of("own", "true")))));
      history.capture(new UserCreated(meta("user.created"), "u1", sealed("Ann"), sealed("ann@x"), List.of("basic")));
      history.leavesRowsAsPinned();
    }
  }

  @Test
  void publishesEachRowOnceWithItsPayloadUntouched() {
    TenantRegistered event = registered();
    driver.capture(tenant, 1, event, NOON);
    driver.restart();
    driver.capture(tenant, 1, event, NOON);

    var records = driver.read(Context.DIRECTORY.events());
    assertThat(records).isEmpty();
    driver.capture(tenant, 2, status(TenantStatus.ACTIVE), NOON);
    records = driver.read(Context.DIRECTORY.events());
    assertThat(records).hasSize(1);
    assertThat(new String(records.getFirst().key(), UTF_8)).isEqualTo(tenant.toString());
    assertThat(records.getFirst().headers().lastHeader("ce_type").value())
        .isEqualTo("tenant.status_changed".getBytes(UTF_8));
    assertThat(records.getFirst().headers().lastHeader("tenant_seq")).isNull();
  }

  @Test
  void deadLettersAnEventOfAnUnknownUserAndTakesItsRedrive() {
    UserRenamed renamed = new UserRenamed(meta("user.renamed"), "u1", sealed("Anne"));
    driver.capture(tenant, 1, registered(), NOON);
    driver.capture(tenant, 2, renamed, NOON);
    driver.capture(
        tenant, 3, new UserCreated(meta("user.created"), "u1", sealed("Ann"), sealed("ann@x"), List.of()), NOON);
    assertThat(driver.read(Context.DIRECTORY.deadLetters())).hasSize(1);
    assertThat(driver.read(Context.DIRECTORY.events())).hasSize(2);

    driver.capture(tenant, 2, renamed, NOON);
    driver.capture(tenant, 2, renamed, NOON);

    assertThat(driver.read(Context.DIRECTORY.events(), SpecificRecord.class)).containsExactly(renamed);
    assertThat(driver.ask(new TenantSnapshotQuery(tenant)).orElseThrow().users().getFirst().name())
        .isEqualTo(sealed("Anne"));
  }

  private void capture(SpecificRecord event) {
    driver.capture(tenant, ++seq, event, NOON);
  }

  private TenantRegistered registered() {
    return new TenantRegistered(meta("tenant.registered"), "Acme", "acme.example", "free", "tenant_acme");
  }

  private TenantStatusChanged status(TenantStatus to) {
    return new TenantStatusChanged(meta("tenant.status_changed"), TenantStatus.PROVISIONING, to, null);
  }

  private EventMeta meta(String type) {
    return EventMeta.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setType(type)
        .setAggregateId("a")
        .setAggregateType("directory")
        .setTenantId(tenant.toString())
        .setVersion(1)
        .setTimestamp(NOON)
        .build();
  }

  private static EncryptedText sealed(String text) {
    return new EncryptedText("u", 1, ByteBuffer.wrap(new byte[12]), ByteBuffer.wrap(text.getBytes(UTF_8)));
  }
}
