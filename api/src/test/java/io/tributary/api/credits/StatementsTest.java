package io.tributary.api.credits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import io.tributary.topologies.credits.BalanceAt;
import io.tributary.topologies.credits.BalanceAtQuery;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.StatementEntriesQuery;
import io.tributary.topologies.credits.StatementQuery;
import io.tributary.topologies.credits.StatementSumsQuery;
import io.tributary.topologies.credits.StatementSumsQuery.Sum;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatementsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int ENTRIES = 2_500;

  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();
  private final String reader = api.token(tenant, CallerRole.BASIC);
  private final String wallet = "/api/credits/wallets/" + tenant.id() + "/crm";
  private final List<EntryView> history = new ArrayList<>();

  @BeforeEach
  void remember() {
    long balance = 0;
    for (int i = 1; i <= ENTRIES; i++) {
      boolean grant = i % 10 == 1;
      long amount = grant ? 100 : -5;
      balance += amount;
      history.add(new EntryView(
          i, "e" + i, grant ? "credit.allocated" : "credit.consumed", amount, balance, grant ? 0 : 5,
          i == 2 ? "=a,\"b\"" : "op" + i, null, "u", null, List.of(), Map.of(), null, null, NOON.plusSeconds(i)));
    }
    api.ledger.others = this::answer;
  }

  @Test
  void aStatementHasItsTotalsOnEachPage() {
    String path = wallet + "/statement?from=2026-03-01T12:00:11Z&to=2026-03-01T12:40:00Z&limit=200";
    long shown = 0;
    long moved = 0;
    String next = "";
    JsonNode page;
    do {
      Reply reply = api.http.get(path + next).token(reader).send();
      assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
      page = reply.json();
      for (JsonNode item : page.get("items")) {
        shown++;
        moved += item.get("amount").asLong();
      }
      assertThat(page.get("entries").asLong()).isEqualTo(2_389);
      next = "&cursor=" + page.get("next").asString("");
    } while (!page.get("next").isNull());
    assertThat(shown).isEqualTo(2_389);
    assertThat(page.get("opening").asLong() + moved).isEqualTo(page.get("closing").asLong());
    assertThat(page.get("totals")).hasSize(2);
    assertThat(page.get("totals").get(1).get("amount").asLong() + page.get("totals").get(0).get("amount").asLong())
        .isEqualTo(moved);
    assertThat(page.has("due")).isFalse();
  }

  @Test
  void asCsvItComesInOnePiece() {
    Reply reply = api.http.get(wallet + "/statement?from=2026-03-01").token(reader).header("Accept", "text/csv").send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(reply.header("Tributary-Position")).isNotNull();
    List<String> lines = reply.text().lines().toList();
    assertThat(lines).hasSize(ENTRIES + 3);
    assertThat(lines.get(1)).isEqualTo("2026-03-01T00:00:00Z,opening,,0,0,,,,");
    assertThat(lines.get(3)).isEqualTo("2026-03-01T12:00:02Z,credit.consumed,-5,95,2,\"'=a,\"\"b\"\"\",,u,e2");
    assertThat(lines.getLast()).contains(",closing,,13750,2500,");
    Reply none = api.http.get("/api/credits/wallets/nobody/crm/statement?from=2026-03-01").token(reader)
        .header("Accept", "text/csv").send();
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.code()).isEqualTo("wallet_not_found");
  }

  @Test
  void aBalanceIsToldForAnyPastTime() {
    Reply reply = api.http.get(wallet + "/balance?at=2026-03-01T13:00:03+01:00").token(reader).send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json().get("balance").asLong()).isEqualTo(90);
    assertThat(reply.json().get("version").asLong()).isEqualTo(3);
    assertThat(reply.json().get("at").asString()).isEqualTo("2026-03-01T12:00:03.000Z");
    assertThat(api.http.get(wallet + "/balance").token(reader).send().json().get("balance").asLong()).isEqualTo(13_750);
    assertThat(api.http.get("/api/credits/wallets/nobody/crm/balance").token(reader).send().code())
        .isEqualTo("wallet_not_found");
  }

  @Test
  void timesMustMakeSense() {
    assertThat(api.http.get(wallet + "/balance?at=2999-01-01").token(reader).send().field()).isEqualTo("at");
    assertThat(api.http.get(wallet + "/balance?at=yesterday").token(reader).send().field()).isEqualTo("at");
    assertThat(api.http.get(wallet + "/statement").token(reader).send().field()).isEqualTo("from");
    assertThat(api.http.get(wallet + "/statement?from=2999-01-01").token(reader).send().field()).isEqualTo("from");
    assertThat(api.http.get(wallet + "/statement?from=2026-03-02&to=2026-03-02").token(reader).send().field()).isEqualTo("from");
    assertThat(api.http.get(wallet + "/statement?from=2026-03-02&to=x").token(reader).send().field()).isEqualTo("to");
    assertThat(api.http.get(wallet + "/statement?from=2026-03-02&cursor=x").token(reader).send().code()).isEqualTo("invalid_cursor");
  }

  private Object answer(ViewQuery<?> query) {
    return switch (query) {
      case BalanceAtQuery q -> known(q.entityId()).map(all -> {
        long version = before(q.at().plusMillis(1));
        return new BalanceAt(balance(version), version, NOON);
      });
      case StatementQuery q -> known(q.entityId()).map(all -> {
        long opening = before(q.from());
        long closing = before(q.to());
        return new StatementQuery.Frame(opening, balance(opening), closing, balance(closing), 0);
      });
      case StatementEntriesQuery q ->
          history.stream().filter(e -> e.version() > q.after() && e.version() <= q.through()).limit(q.limit()).toList();
      case StatementSumsQuery q -> {
        TreeMap<String, Sum> sums = new TreeMap<>();
        history.stream().filter(e -> e.version() > q.after() && e.version() <= q.through())
            .forEach(e -> sums.merge(e.type(), new Sum(1, e.amount()), Sum::plus));
        yield sums;
      }
      default -> throw new IllegalArgumentException("no answer for " + query);
    };
  }

  private Optional<List<EntryView>> known(String entity) {
    return entity.equals("nobody") ? Optional.empty() : Optional.of(history);
  }

  private long before(Instant moment) {
    return history.stream().filter(e -> e.at().isBefore(moment)).count();
  }

  private long balance(long version) {
    return version == 0 ? 0 : history.get((int) version - 1).balance();
  }
}
