package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.directory.UserCreated;
import io.tributary.directory.UserRolesChanged;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsersIT {
  private static final WriteContext WRITE = WriteContext.platform();

  private static Database database;
  private static Outbox outbox;
  private static int tenants;

  private final UUID tenant =
      outbox.tenants().register(Database.tenant("Users-" + ++tenants), WRITE).value().id();

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
  void createsAUserWithItsEvent() {
    NewUser request = new NewUser(" Ann Lee ", "Ann@Example.com", List.of("BASIC", "MANAGER", "BASIC"));
    Written<User> written = outbox.users().create(tenant, request, Database.key("k"));

    assertThat(written.value().name()).isEqualTo("Ann Lee");
    assertThat(written.value().email()).isEqualTo("Ann@example.com");
    assertThat(written.value().roles()).containsExactly("MANAGER", "BASIC");
    assertThat(written.tenantSeq()).isEqualTo(9);
    assertThat(outbox.users().find(tenant, written.value().id())).contains(written.value());
    assertThat(outbox.users().list(tenant, "ANN@EXAMPLE.COM", null, 5).items()).containsExactly(written.value());

    Database.Row row = database.rows(tenant).getLast();
    UserCreated event = (UserCreated) row.event();
    assertThat(row.aggregateId()).isEqualTo(event.getUserId()).isEqualTo(written.value().id().toString());
    assertThat(event.getRoles()).containsExactly("MANAGER", "BASIC");
    assertThat(event.getMeta().getUserId()).isEqualTo("operator");
    assertThat(event.getMeta().getCorrelationId()).isEqualTo("correlation-1");
    assertThat(event.getMeta().getTimestamp()).isEqualTo(written.value().createdAt());
    assertThat(outbox.subjectCipher().open(tenant, "name", event.getName())).contains("Ann Lee");
    assertThat(outbox.subjectCipher().open(tenant, "email", event.getEmail())).contains("Ann@example.com");
  }

  @Test
  void eachChangedFactIsOneEventAndNothingIsNone() {
    User user = create("Ann", "ann@example.com");
    assertThat(user.roles()).containsExactly("BASIC");
    UserPatch patch = new UserPatch("Anna", "anna@example.com", List.of("OWNER"), false);
    User patched = outbox.users().update(tenant, user.id(), patch, WRITE).value();
    assertThat(outbox.users().find(tenant, user.id())).contains(patched);
    Written<User> unchanged = outbox.users().update(tenant, user.id(), patch, WRITE);
    assertThat(unchanged.value()).isEqualTo(patched);
    assertThat(unchanged.tenantSeq()).isEqualTo(13);
    outbox.users().deactivate(tenant, user.id(), WRITE);
    outbox.users().update(tenant, user.id(), new UserPatch(null, null, null, true), WRITE);

    List<Database.Row> rows = database.rows(tenant);
    assertThat(database.types(tenant).subList(8, rows.size()))
        .containsExactly(
            "UserCreated", "UserRenamed", "UserEmailChanged", "UserRolesChanged", "UserDeactivated", "UserReactivated");
    assertThat(rows.subList(8, rows.size()))
        .extracting(row -> ((EventMeta) row.event().get(0)).getVersion())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(((UserRolesChanged) rows.get(11).event()).getRoles()).containsExactly("OWNER");
  }

  @Test
  void deactivationIsIdempotent() {
    User user = create("Ann", "ann@example.com");
    Written<User> first = outbox.users().deactivate(tenant, user.id(), WRITE);
    Written<User> second = outbox.users().deactivate(tenant, user.id(), WRITE);
    assertThat(first.value().isActive()).isFalse();
    assertThat(second).isEqualTo(first);
    assertThat(database.types(tenant).stream().filter("UserDeactivated"::equals)).hasSize(1);
  }

  @Test
  void refusesWhatBreaksARule() {
    User ann = create("Ann", "ann@example.com");
    User bob = create("Bob", "bob@example.com");
    long before = database.rows(tenant).size();
    Problems.refused(ErrorCode.EMAIL_TAKEN, "email", () -> create("Ann", "ANN@example.com"));
    Problems.refused(ErrorCode.EMAIL_TAKEN, "email", () -> outbox.users().update(
        tenant, bob.id(), new UserPatch(null, ann.email(), null, null), WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "roles", () -> outbox.users().create(
        tenant, new NewUser("Cy", "cy@example.com", List.of("ROOT")), WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "roles", () -> outbox.users().update(
        tenant, bob.id(), new UserPatch(null, null, List.of(), null), WRITE));
    Problems.refused(ErrorCode.INVALID_FIELD, "name", () -> create("x".repeat(201), "cy@example.com"));
    Problems.refused(ErrorCode.USER_NOT_FOUND, null, () -> outbox.users().deactivate(tenant, UUID.randomUUID(), WRITE));
    Problems.refused(ErrorCode.TENANT_NOT_FOUND, null, () -> outbox.users().find(UUID.randomUUID(), ann.id()));
    assertThat(outbox.users().find(tenant, UUID.randomUUID())).isEmpty();
    assertThat(database.rows(tenant)).hasSize((int) before);
  }

  @Test
  void anOwnerIsLeftWhateverTheOwnersDo() throws Exception {
    User first = outbox.users().list(tenant, null, null, 1).items().getFirst();
    UserPatch demoted = new UserPatch(null, null, List.of("MANAGER"), null);
    Problems.refused(ErrorCode.LAST_OWNER, null, () -> outbox.users().deactivate(tenant, first.id(), WRITE));
    Problems.refused(ErrorCode.LAST_OWNER, null, () -> outbox.users().update(tenant, first.id(), demoted, WRITE));
    User second = outbox.users().create(tenant, new NewUser("Bo", "bo@example.com", List.of("OWNER")), WRITE).value();
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 5; round++) {
        Callable<Boolean> deactivate = () -> done(() -> outbox.users().deactivate(tenant, first.id(), WRITE));
        Callable<Boolean> demote = () -> done(() -> outbox.users().update(tenant, second.id(), demoted, WRITE));
        int left = 0;
        for (Future<Boolean> gone : executor.invokeAll(List.of(deactivate, demote))) {
          left += gone.get() ? 0 : 1;
        }
        assertThat(left).isEqualTo(1);
        outbox.users().update(tenant, first.id(), new UserPatch(null, null, null, true), WRITE);
        outbox.users().update(tenant, second.id(), new UserPatch(null, null, List.of("OWNER"), null), WRITE);
      }
    }
    assertThat(outbox.users().deactivate(tenant, first.id(), WRITE).value().isActive()).isFalse();
    assertThat(outbox.users().update(tenant, first.id(), demoted, WRITE).value().roles()).containsExactly("MANAGER");
  }

  private static boolean done(Callable<?> change) throws Exception {
    try {
      change.call();
      return true;
    } catch (ProblemException last) {
      assertThat(last.code()).isEqualTo(ErrorCode.LAST_OWNER);
      return false;
    }
  }

  @Test
  void onlyActiveTenantsServe() {
    outbox.tenants().changeStatus(tenant, TenantStatus.SUSPENDED, "unpaid", WRITE);
    assertThat(Problems.refused(ErrorCode.TENANT_NOT_ACTIVE, null, () -> create("Ann", "ann@example.com")).extensions())
        .isEqualTo(Map.of("status", "SUSPENDED"));
    Problems.refused(ErrorCode.TENANT_NOT_ACTIVE, null, () -> outbox.users().list(tenant, null, null, 5));
    outbox.tenants().changeStatus(tenant, TenantStatus.ACTIVE, null, WRITE);
    assertThat(create("Ann", "ann@example.com").isActive()).isTrue();
    outbox.tenants().changeStatus(tenant, TenantStatus.ARCHIVED, null, WRITE);
    Problems.refused(ErrorCode.INVALID_TRANSITION, "status",
        () -> outbox.tenants().changeStatus(tenant, TenantStatus.ACTIVE, null, WRITE));
    assertThat(database.types(tenant).subList(8, 12))
        .containsExactly("TenantStatusChanged", "TenantStatusChanged", "UserCreated", "TenantStatusChanged");
  }

  @Test
  void listsInOrderPageByPage() {
    for (int i = 0; i < 6; i++) {
      create("User " + i, "user" + i + "@example.com");
    }
    List<User> all = outbox.users().list(tenant, null, null, 100).items();
    List<User> paged = new ArrayList<>();
    UUID after = null;
    do {
      Slice<User> page = outbox.users().list(tenant, null, after, 3);
      paged.addAll(page.items());
      after = page.next();
    } while (after != null);
    assertThat(all).hasSize(7).isSortedAccordingTo((a, b) -> a.id().toString().compareTo(b.id().toString()));
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void tenantsDoNotSeeEachOther() {
    UUID other = outbox.tenants().register(Database.tenant("Other-" + tenants), WRITE).value().id();
    User user = create("Ann", "ann@example.com");
    assertThat(outbox.users().find(other, user.id())).isEmpty();
    Problems.refused(ErrorCode.USER_NOT_FOUND, null, () -> outbox.users().deactivate(other, user.id(), WRITE));
    assertThat(outbox.users().create(other, new NewUser("Ann", "ann@example.com", List.of()), WRITE).tenantSeq())
        .isEqualTo(9);
  }

  @Test
  void twoUsersWhoExchangeAddressesNeverFail() throws Exception {
    User ann = create("Ann", "ann@example.com");
    User bob = create("Bob", "bob@example.com");
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 10; round++) {
        Callable<Boolean> first = () -> moved(ann.id(), "bob@example.com");
        Callable<Boolean> second = () -> moved(bob.id(), "ann@example.com");
        for (Future<Boolean> answer : executor.invokeAll(List.of(first, second))) {
          assertThat(answer.get()).as("an address that is taken stays so").isFalse();
        }
      }
    }
  }

  @Test
  void noPayloadAndNoKeyRowShowsWhoAPersonIs() {
    NewUser request = new NewUser("Xaverius Quillfeather", "xq77@quill.example", List.of());
    User user = outbox.users().create(tenant, request, Database.key("secret")).value();
    outbox.users().update(
        tenant, user.id(), new UserPatch("Zebulon Quillfeather", "zq77@quill.example", null, null), WRITE);
    List<byte[]> stored = new ArrayList<>(
        database.jdbc.sql("select payload from public.outbox").query((row, n) -> row.getBytes(1)).list());
    stored.addAll(database.jdbc.sql("select k::text from public.idempotency_keys k")
        .query((row, n) -> row.getString(1).getBytes(StandardCharsets.UTF_8)).list());
    assertThat(stored).hasSizeGreaterThan(10).allSatisfy(bytes ->
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
            .doesNotContainIgnoringCase("quill", "xaver", "zebulon", "jane", "xq77", "zq77"));
  }

  private boolean moved(UUID userId, String email) {
    try {
      outbox.users().update(tenant, userId, new UserPatch(null, email, null, null), WRITE);
      return true;
    } catch (ProblemException taken) {
      assertThat(taken.code()).isEqualTo(ErrorCode.EMAIL_TAKEN);
      return false;
    }
  }

  private User create(String name, String email) {
    return outbox.users().create(tenant, new NewUser(name, email, List.of()), WRITE).value();
  }
}
