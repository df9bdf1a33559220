package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
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

class IdempotencyIT {
  private static Database database;
  private static Outbox outbox;
  private static int tenants;

  private final UUID tenant =
      outbox.tenants().register(Database.tenant("Keys-" + ++tenants), WriteContext.platform()).value().id();

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
  void aRepeatAnswersAsTheFirstDid() {
    Written<Funding> first = outbox.funding().fund(tenant, "org", 5, "gift", Database.key("a"));
    outbox.funding().fund(tenant, "org", 7, "gift", Database.key("b"));
    Written<Funding> again = outbox.funding().fund(tenant, "org", 5, "gift", Database.key("a"));
    assertThat(first.replayed()).isFalse();
    assertThat(again.replayed()).isTrue();
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(again.tenantSeq()).isEqualTo(first.tenantSeq()).isEqualTo(1);
  }

  @Test
  void recordedUsersAnswerAsTheyWereUntilErased() {
    NewUser request = new NewUser("Ann", "ann@example.com", List.of());
    Written<User> first = outbox.users().create(tenant, request, Database.key("a"));
    outbox.users().update(
        tenant, first.value().id(), new UserPatch("Anna", null, null, null), WriteContext.platform());
    assertThat(outbox.users().create(tenant, request, Database.key("a")).value()).isEqualTo(first.value());
    outbox.subjectCipher().eraseSubject(tenant, first.value().id().toString());
    Problems.refused(ErrorCode.USER_NOT_FOUND, null, () -> outbox.users().create(tenant, request, Database.key("a")));
  }

  @Test
  void otherContentIsRefusedNamingTheField() {
    outbox.funding().fund(tenant, "org", 5, null, Database.key("a"));
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "creditAmount",
        () -> outbox.funding().fund(tenant, "org", 6, "x", Database.key("a")));
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "reason",
        () -> outbox.funding().fund(tenant, "org", 5, "x", Database.key("a")));
    NewUser user = new NewUser("Ann", "ann@example.com", List.of("BASIC"));
    outbox.users().create(tenant, user, Database.key("a"));
    assertThat(outbox.users().create(
            tenant, new NewUser(" Ann", "ann@EXAMPLE.com", List.of()), Database.key("a")).replayed())
        .as("another spelling of the same").isTrue();
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "roles", () -> outbox.users().create(
        tenant, new NewUser("Ann", "ann@example.com", List.of("OWNER")), Database.key("a")));
  }

  @Test
  void keysBelongToTheirTenantAndKindOfWrite() {
    UUID other = outbox.tenants().register(Database.tenant("Keys-" + ++tenants), WriteContext.platform()).value().id();
    outbox.funding().fund(tenant, "org", 5, null, Database.key("a"));
    assertThat(outbox.funding().fund(other, "org", 6, null, Database.key("a")).replayed()).isFalse();
    assertThat(outbox.funding().allocate(tenant, crm(5), Database.key("a")).replayed()).isFalse();
  }

  @Test
  void ofManyAtOnceOneWritesAndAllGetItsResult() throws Exception {
    outbox.funding().fund(tenant, "org", 1_000, null, WriteContext.platform());
    Callable<Written<Allocation>> allocate =
        () -> outbox.funding().allocate(tenant, crm(10), Database.key("raced"));
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      List<Future<Written<Allocation>>> answers = executor.invokeAll(Collections.nCopies(8, allocate));
      Written<Allocation> one = answers.getFirst().get();
      int replayed = 0;
      for (Future<Written<Allocation>> answer : answers) {
        assertThat(answer.get().value()).isEqualTo(one.value());
        assertThat(answer.get().tenantSeq()).isEqualTo(one.tenantSeq());
        replayed += answer.get().replayed() ? 1 : 0;
      }
      assertThat(replayed).isEqualTo(7);
    }
    assertThat(database.types(tenant).stream().filter("AllocationRecorded"::equals)).hasSize(1);
  }

  @Test
  void ofManyRegistrationsAtOnceOneTenantComes() throws Exception {
    NewTenant request = Database.tenant("Raced");
    Callable<Written<Tenant>> register = () -> outbox.tenants().register(request, Database.key("raced"));
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (Future<Written<Tenant>> answer : executor.invokeAll(Collections.nCopies(4, register))) {
        assertThat(answer.get().value().status()).isEqualTo(TenantStatus.ACTIVE);
        assertThat(answer.get().tenantSeq()).isEqualTo(8);
      }
    }
    Problems.refused(ErrorCode.DOMAIN_TAKEN, "domain", () -> outbox.tenants().register(request, Database.key("other")));
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "plan", () -> outbox.tenants().register(
        new NewTenant(request.name(), request.domain(), "free", request.adminEmail()), Database.key("raced")));
  }

  @Test
  void aRefusalThatDependedOnStateStands() {
    ProblemException first = Problems.refused(ErrorCode.INSUFFICIENT_FUNDING, "creditAmount",
        () -> outbox.funding().allocate(tenant, crm(10), Database.key("a")));
    outbox.funding().fund(tenant, "org", 10, null, WriteContext.platform());
    ProblemException again = Problems.refused(ErrorCode.INSUFFICIENT_FUNDING, "creditAmount",
        () -> outbox.funding().allocate(tenant, crm(10), Database.key("a")));
    assertThat(again.extensions()).isEqualTo(first.extensions()).isEqualTo(Map.of("unallocated", 0L));
    assertThat(again.detail()).isEqualTo(first.detail());
    assertThat(outbox.funding().allocate(tenant, crm(10), Database.key("b")).replayed()).isFalse();
  }

  @Test
  void aTakenAddressLeavesTheTransactionUsable() {
    outbox.users().create(tenant, new NewUser("Ann", "ann@example.com", List.of()), WriteContext.platform());
    UUID bob = outbox.users().create(
        tenant, new NewUser("Bob", "bob@example.com", List.of()), WriteContext.platform()).value().id();
    UserPatch patch = new UserPatch(null, "ann@example.com", null, null);
    for (int i = 0; i < 2; i++) {
      Problems.refused(ErrorCode.EMAIL_TAKEN, "email",
          () -> outbox.users().update(tenant, bob, patch, Database.key("a")));
    }
  }

  @Test
  void otherRefusalsLeaveTheKeyFree() {
    outbox.tenants().changeStatus(tenant, TenantStatus.SUSPENDED, null, WriteContext.platform());
    Problems.refused(ErrorCode.TENANT_NOT_ACTIVE, null,
        () -> outbox.funding().fund(tenant, "org", 1, null, Database.key("a")));
    outbox.tenants().changeStatus(tenant, TenantStatus.ACTIVE, null, WriteContext.platform());
    assertThat(outbox.funding().fund(tenant, "org", 1, null, Database.key("a")).replayed()).isFalse();
    Problems.refused(ErrorCode.INVALID_FIELD, "Idempotency-Key",
        () -> outbox.funding().fund(tenant, "org", 1, null, Database.key("x".repeat(201))));
  }

  @Test
  void keysLive32Days() {
    outbox.funding().fund(tenant, "org", 1, null, Database.key("a"));
    assertThat(later(Duration.ofDays(31)).purgeIdempotencyKeys()).isZero();
    assertThat(later(Duration.ofDays(33)).purgeIdempotencyKeys()).isPositive();
    assertThat(outbox.funding().fund(tenant, "org", 1, null, Database.key("a")).replayed()).isFalse();
  }

  private static Outbox later(Duration by) {
    Clock clock = Clock.offset(Clock.systemUTC(), by);
    return Outbox.open(database.pool, database.payloads, Database.MASTER_KEY, clock);
  }

  private static NewAllocation crm(long amount) {
    return new NewAllocation("org", "crm", amount, null, null);
  }
}
