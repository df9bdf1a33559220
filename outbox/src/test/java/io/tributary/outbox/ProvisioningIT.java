package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.common.EventMeta;
import io.tributary.directory.RoleDefined;
import io.tributary.directory.TenantStatusChanged;
import io.tributary.directory.UserCreated;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProvisioningIT {
  private static final List<String> FACTS =
      List.of(
          "TenantRegistered", "RoleDefined", "RoleDefined", "RoleDefined", "RoleDefined", "TenantSettingsChanged",
          "UserCreated", "TenantStatusChanged");

  private static Database database;
  private static Outbox outbox;

  @BeforeAll
  static void start() {
    database = Database.create();
    outbox = database.open();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void registersATenantWithItsTablesRolesSettingsAndOwner() {
    Written<Tenant> written = outbox.tenants().register(Database.tenant("Acme"), WriteContext.platform());

    Tenant tenant = written.value();
    assertThat(tenant.status()).isEqualTo(TenantStatus.ACTIVE);
    assertThat(tenant.schemaName()).matches("tenant_acme_example_com_[0-9a-f]{10}");
    assertThat(written.tenantSeq()).isEqualTo(8);
    assertThat(outbox.tenants().find(tenant.id())).contains(tenant);
    assertThat(outbox.tenants().findByDomain("ACME.example.com")).contains(tenant);
    assertComplete(tenant.id());
    List<User> users = outbox.users().list(tenant.id(), null, null, 10).items();
    assertThat(users).singleElement().satisfies(owner -> {
      assertThat(owner.name()).isEqualTo("Jane Doe");
      assertThat(owner.roles()).containsExactly("OWNER");
    });
    UserCreated created = (UserCreated) database.rows(tenant.id()).get(6).event();
    assertThat(outbox.subjectCipher().open(tenant.id(), "email", created.getEmail()))
        .contains("jane.doe@acme.example.com");
    RoleDefined owner = (RoleDefined) database.rows(tenant.id()).get(4).event();
    assertThat(owner.getName()).isEqualTo("OWNER");
    assertThat(owner.getPermissions()).hasSize(16).doesNotHaveDuplicates();
    assertThat(((TenantStatusChanged) database.rows(tenant.id()).get(7).event()).getTo())
        .isEqualTo(io.tributary.directory.TenantStatus.ACTIVE);
    assertThat(database.jdbc.sql("select admin_email from tenants where id = ?").param(tenant.id())
        .query((row, n) -> String.valueOf(row.getString(1))).single()).isEqualTo("null");
  }

  @Test
  void aCrashAtAnyCommitResumesToTheSameEnd() {
    int crashes = 0;
    for (boolean committed : new boolean[] {false, true}) {
      boolean crashed = true;
      for (int at = 1; crashed; at++) {
        NewTenant request = Database.tenant("Crash-" + committed + "-" + at);
        CrashingDataSource crashing = new CrashingDataSource(database.pool, at, committed);
        Throwable failure =
            catchThrowable(() -> database.open(crashing).tenants().register(request, WriteContext.platform()));
        crashed = crashing.crashed();
        assertThat(failure != null).isEqualTo(crashed);
        crashes += crashed ? 1 : 0;

        outbox.tenants().resumeProvisioning(Duration.ZERO);

        outbox.tenants().findByDomain(request.domain()).ifPresentOrElse(
            tenant -> {
              assertThat(tenant.status()).isEqualTo(TenantStatus.ACTIVE);
              assertComplete(tenant.id());
            },
            () -> assertThat(failure).as("only the registration itself may be lost").isNotNull());
        assertThat(outbox.tenants().resumeProvisioning(Duration.ZERO)).isZero();
      }
    }
    assertThat(crashes).as("commits that a registration has, twice").isGreaterThanOrEqualTo(2 * 5);
  }

  @Test
  void aRepeatedRegistrationTakesUpWhatACrashInterrupted() {
    NewTenant request = Database.tenant("Repeated");
    CrashingDataSource crashing = new CrashingDataSource(database.pool, 1, true);
    assertThat(catchThrowable(() -> database.open(crashing).tenants().register(request, Database.key("reg-1"))))
        .isNotNull();
    assertThat(outbox.tenants().resumeProvisioning(Duration.ofMinutes(1))).as("its caller may be busy with it").isZero();

    Written<Tenant> repeated = outbox.tenants().register(request, Database.key("reg-1"));
    assertThat(repeated.value().status()).isEqualTo(TenantStatus.ACTIVE);
    assertThat(repeated.tenantSeq()).isEqualTo(8);
    assertThat(repeated.replayed()).isTrue();
    assertComplete(repeated.tenantId());
    assertThat(outbox.tenants().register(request, Database.key("reg-1"))).isEqualTo(repeated);
  }

  @Test
  void instancesThatProvisionOneTenantAtOnceDoItOnce() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 3; round++) {
        NewTenant request = Database.tenant("Raced-" + round);
        assertThat(catchThrowable(() -> database
                .open(new CrashingDataSource(database.pool, 1, true))
                .tenants()
                .register(request, WriteContext.platform())))
            .isNotNull();
        Callable<Integer> resume = () -> database.open(database.pool).tenants().resumeProvisioning(Duration.ZERO);
        for (Future<Integer> resumed : executor.invokeAll(List.of(resume, resume, resume))) {
          resumed.get();
        }
        assertComplete(outbox.tenants().findByDomain(request.domain()).orElseThrow().id());
      }
    }
  }

  @Test
  void pooledConnectionsKeepTheirSearchPath() throws Exception {
    outbox.tenants().register(Database.tenant("Path"), WriteContext.platform());
    try (ExecutorService executor = Executors.newFixedThreadPool(10)) {
      Callable<String> path = () -> database.jdbc.sql("select current_setting('search_path') from pg_sleep(0.05)")
          .query(String.class).single();
      for (Future<String> found : executor.invokeAll(Collections.nCopies(10, path))) {
        assertThat(found.get()).isEqualTo("\"$user\", public");
      }
    }
  }

  /** One outbox row per fact, contiguous, and versions contiguous per aggregate. */
  private static void assertComplete(UUID tenantId) {
    List<Database.Row> rows = database.rows(tenantId);
    assertThat(database.types(tenantId)).isEqualTo(FACTS);
    assertThat(rows).extracting(Database.Row::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(rows)
        .extracting(row -> ((EventMeta) row.event().get(0)).getVersion())
        .containsExactly(1L, 1L, 1L, 1L, 1L, 2L, 1L, 3L);
    TenantSchema schema = new TenantSchema(outbox.tenants().find(tenantId).orElseThrow().schemaName());
    assertThat(database.count(schema.in("{s}.roles"))).isEqualTo(4);
    assertThat(database.count(schema.in("{s}.users"))).isEqualTo(1);
    assertThat(database.count(schema.in("{s}.settings"))).isEqualTo(4);
    assertThat(database.count(schema.in("{s}.flyway_schema_history"))).isPositive();
  }
}
