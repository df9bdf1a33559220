package io.tributary.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import io.tributary.topologies.kernel.ViewQuery;
import io.tributary.topologies.usage.Dimension;
import io.tributary.topologies.usage.UsageQuery;
import io.tributary.topologies.usage.UsageSums;
import io.tributary.topologies.usage.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UsageTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();
  private final String reader = api.token(tenant, CallerRole.BASIC);
  private @Nullable UsageQuery asked;

  @BeforeEach
  void answer() {
    api.ledger.others = this::answer;
  }

  @Test
  void usageIsShownWithWhatCameLateAndHowFarItGoes() {
    Reply reply = usage("window=month&from=2026-03-05&to=2026-05-01&groupBy=user,operation&application=OPS&limit=1");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(asked).isEqualTo(new UsageQuery(
        tenant.id(), MARCH, Instant.parse("2026-05-01T00:00:00Z"), Window.MONTH,
        Set.of(Dimension.USER, Dimension.OPERATION), new UsageQuery.Filter("operations", null, null), null, 1));
    JsonNode body = reply.json();
    assertThat(body.get("window").asString()).isEqualTo("month");
    assertThat(body.get("asOf").asString()).isEqualTo("2026-03-01T00:00:00.000Z");
    assertThat(body.get("servedBy").asString()).isEqualTo("active");
    assertThat(body.get("position").asString()).isEqualTo(reply.header("Tributary-Position"));
    JsonNode item = body.get("items").get(0);
    assertThat(item.get("application").asString()).isEqualTo("operations");
    assertThat(item.has("userId")).as("the platform itself").isFalse();
    assertThat(item.get("credits").asLong()).isEqualTo(40);
    assertThat(item.get("lateCredits").asLong()).isEqualTo(7);

    String next = body.get("next").asString();
    usage("window=month&from=2026-03-05&to=2026-05-01&groupBy=operation,user&application=ops&limit=1&cursor=" + next);
    assertThat(asked).extracting(UsageQuery::after).isEqualTo("12.x");
    assertThat(usage("window=month&from=2026-03-05&to=2026-05-01&groupBy=user&application=ops&cursor=" + next).code())
        .isEqualTo("invalid_cursor");
  }

  @Test
  void byDefaultTheLastDaysAreShown() {
    assertThat(usage("").status()).isEqualTo(200);
    assertThat(asked).extracting(UsageQuery::window).isEqualTo(Window.DAY);
    UsageQuery query = Objects.requireNonNull(asked);
    assertThat(Duration.between(query.from(), query.to())).isEqualTo(Duration.ofDays(31));
    assertThat(query.to()).isAfter(Instant.now());
    assertThat(query.groupBy()).isEmpty();
  }

  @Test
  void whatIsAskedMustMakeSense() {
    assertThat(usage("window=week").field()).isEqualTo("window");
    assertThat(usage("groupBy=user,tenant").field()).isEqualTo("groupBy");
    assertThat(usage("from=2026-03-02&to=2026-03-02").field()).isEqualTo("from");
    assertThat(usage("window=hour&from=2026-01-01&to=2026-06-01").field()).isEqualTo("from");
    assertThat(usage("application=shop").field()).isEqualTo("application");
    assertThat(usage("limit=1001").field()).isEqualTo("limit");
    assertThat(usage("tenantId=" + api.tenant().id()).code()).isEqualTo("tenant_mismatch");
  }

  private Reply usage(String query) {
    return api.http.get("/api/credits/usage?" + query).token(reader).send();
  }

  private Object answer(ViewQuery<?> query) {
    UsageQuery usage = (UsageQuery) query;
    asked = usage;
    UsageQuery.Item item = new UsageQuery.Item(
        MARCH, usage.window().next(MARCH), "operations", "orders.create", "",
        new UsageSums(2, 40, 0, 1, 1, 7, MARCH, MARCH.plusSeconds(9)));
    return new UsageQuery.Result(List.of(item), MARCH, "12.x");
  }
}
