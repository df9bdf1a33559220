package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.schemas.ErrorCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreditConfigsIT {
  private static final WriteContext WRITE = WriteContext.platform();
  private static final PriceScope EVERYBODY = new PriceScope(null, null, null);
  private static final Instant FUTURE = Instant.now().plus(100, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

  private static Database database;
  private static Outbox outbox;
  private static CreditConfigs configs;
  private static int tenants;

  private final Tenant tenant = outbox.tenants().register(Database.tenant("Prices-" + ++tenants), WRITE).value();
  private final String operation = "crm.op." + tenants;

  @BeforeAll
  static void start() {
    database = Database.create();
    outbox = database.open();
    configs = outbox.configs();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private CreditConfig create(PriceScope scope, long amount, @Nullable Instant from, @Nullable Instant to) {
    return configs.create(new NewCreditConfig(operation, scope, amount, from, to, null), WRITE).value();
  }

  private CreditConfig replace(UUID id, long amount, @Nullable Instant from) {
    return configs.replace(id, new CreditConfigChange(amount, from, null, null), WRITE).value();
  }

  private Optional<Long> amount(Instant at) {
    return configs.resolve(tenant, "crm", operation, at).map(CreditConfig::creditAmount);
  }

  @Test
  void pricesBeginAreReplacedAndEndButNeverVanish() {
    CreditConfig first = create(EVERYBODY, 5, null, null);
    CreditConfig later = replace(first.id(), 7, FUTURE);
    assertThat(later.replaces()).isEqualTo(first.id());
    assertThat(amount(Instant.now())).contains(5L);
    assertThat(amount(FUTURE)).contains(7L);
    CreditConfig own = create(new PriceScope(tenant.id(), null, "ops"), 3, null, null);
    assertThat(own.scope().application()).isEqualTo("operations");
    assertThat(amount(Instant.now())).as("another application's").contains(5L);
    assertThat(configs.resolve(tenant, "operations", operation, Instant.now())).contains(own);

    CreditConfig never = configs.end(later.id(), WRITE).value();
    assertThat(never.effectiveTo()).isEqualTo(never.effectiveFrom());
    assertThat(amount(FUTURE)).as("replaced by one that never began").isEmpty();
    CreditConfig ended = configs.end(first.id(), WRITE).value();
    assertThat(configs.end(first.id(), WRITE).value()).isEqualTo(ended);
    assertThat(amount(first.effectiveFrom())).as("history stays").contains(5L);
    assertThat(configs.find(first.id())).contains(ended);
    assertThat(database.jdbc.sql(
            "select change from public.credit_config_changes where config_id in (?, ?) order by id")
        .params(first.id(), later.id()).query(String.class).list())
        .containsExactly("created", "replaced", "created", "ended", "ended");
    assertThat(database.types(tenant.id()).stream().filter(type -> type.contains("Config"))).isEmpty();
  }

  @Test
  void refusesWhatWouldRewriteHistoryOrContradictItself() {
    CreditConfig price = create(EVERYBODY, 5, FUTURE, null);
    assertThat(Problems.refused(ErrorCode.CREDIT_CONFIG_EXISTS, "effectiveFrom", () -> create(EVERYBODY, 6, FUTURE, null))
        .extensions()).isEqualTo(Map.of("id", price.id().toString()));
    Problems.refused(ErrorCode.INVALID_FIELD, "effectiveFrom",
        () -> create(EVERYBODY, 5, Instant.parse("2020-01-01T00:00:00Z"), null));
    Problems.refused(ErrorCode.INVALID_FIELD, "effectiveTo", () -> create(EVERYBODY, 5, FUTURE.plusSeconds(9), FUTURE));
    Problems.refused(ErrorCode.INVALID_FIELD, "effectiveFrom", () -> replace(price.id(), 5, FUTURE.minusSeconds(1)));
    Problems.refused(ErrorCode.CREDIT_CONFIG_NOT_FOUND, null, () -> replace(UUID.randomUUID(), 5, null));
    Problems.refused(ErrorCode.TENANT_NOT_FOUND, null,
        () -> create(new PriceScope(UUID.randomUUID(), null, null), 5, null, null));
    assertThat(replace(price.id(), 6, null).effectiveFrom()).as("a price yet to come is replaced whole").isEqualTo(FUTURE);
    Problems.refused(ErrorCode.CREDIT_CONFIG_ENDED, null, () -> replace(price.id(), 7, null));
  }

  @Test
  void aKeyAnswersAgainAndOtherContentIsRefused() {
    NewCreditConfig request = new NewCreditConfig(operation, EVERYBODY, 5, null, null, "launch");
    Written<CreditConfig> made = configs.create(request, Database.key("price"));
    Written<CreditConfig> again = configs.create(request, Database.key("price"));
    assertThat(again.value()).isEqualTo(made.value());
    assertThat(again.replayed()).isTrue();
    Problems.refused(ErrorCode.IDEMPOTENCY_MISMATCH, "creditAmount", () -> configs.create(
        new NewCreditConfig(operation, EVERYBODY, 6, null, null, "launch"), Database.key("price")));
  }

  @Test
  void aTenantSeesWhatConcernsItPageByPage() {
    Tenant other = outbox.tenants().register(Database.tenant("Else-" + tenants), WRITE).value();
    CreditConfig everybodys = create(EVERYBODY, 1, null, null);
    CreditConfig plans = create(new PriceScope(null, "starter", null), 2, null, null);
    create(new PriceScope(null, "enterprise", null), 3, null, null);
    create(new PriceScope(other.id(), null, null), 4, null, null);
    CreditConfig own = create(new PriceScope(tenant.id(), null, null), 5, null, null);
    CreditConfigFilter visible = new CreditConfigFilter(tenant, null, null, null, operation, null);
    Slice<CreditConfig> first = configs.list(visible, null, 2);
    assertThat(first.items()).containsExactly(everybodys, plans);
    assertThat(configs.list(visible, first.next(), 2)).isEqualTo(new Slice<>(List.of(own), null));
    assertThat(configs.list(new CreditConfigFilter(null, null, "enterprise", null, operation, null), null, 9).items())
        .hasSize(1);
  }

  @Test
  void theFeedKnowsWhatWasAndWhatChangesAlsoAfterItsConnectionBroke() {
    CreditConfig before = create(EVERYBODY, 5, null, null);
    try (PriceFeed feed = PriceFeed.start(database.dedicated())) {
      await().untilAsserted(() -> assertThat(feed.standing().state()).isEqualTo(Prices.State.CURRENT));
      assertThat(feed.find(tenant, "crm", operation)).contains(before);
      CreditConfig next = replace(before.id(), 6, null);
      await().untilAsserted(() -> assertThat(feed.find(tenant, "crm", operation)).contains(next));

      // The listener's backend is gone, and a change comes while nobody listens.
      assertThat(database.jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prices'")
          .query(Boolean.class).list()).contains(true);
      CreditConfig last = replace(next.id(), 7, null);
      await().untilAsserted(() -> assertThat(feed.find(tenant, "crm", operation)).contains(last));
      assertThat(feed.standing().state()).isEqualTo(Prices.State.CURRENT);
      assertThat(feed.of(tenant)).contains(last).doesNotContain(next);
      configs.end(last.id(), WRITE);
      await().untilAsserted(() -> assertThat(feed.find(tenant, "crm", operation)).isEmpty());
    }
  }
}
