package io.tributary.api;

import io.tributary.api.auth.Tokens;
import io.tributary.api.health.HealthSource;
import io.tributary.api.live.CaptureGauge;
import io.tributary.api.requests.MeasuredQueries;
import io.tributary.api.requests.ReaderChoice;
import io.tributary.api.sync.SubjectNames;
import io.tributary.outbox.CreditConfigs;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.Prices;
import io.tributary.outbox.Tenants;
import io.tributary.outbox.Users;
import io.tributary.queries.Lags;
import io.tributary.queries.PositionTokens;
import io.tributary.queries.QueryService;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Callers;
import java.util.Map;

/**
 * The ready-made parts that the API serves. Whoever made them closes them, after the server.
 *
 * @param kafka for commands and their replies
 * @param callers shared with what decides in this process, if anything does
 * @param capture how far capture is behind, for the dashboard
 * @param tokens makes and checks bearer tokens; its key also signs cursors
 */
public record ApiParts(
    Tenants tenants,
    Users users,
    CreditFunding funding,
    CreditConfigs configs,
    Prices prices,
    SubjectNames names,
    QueryService queries,
    PositionTokens positions,
    Payloads payloads,
    KafkaAccess kafka,
    Callers callers,
    Tokens tokens,
    HealthSource health,
    Lags lags,
    CaptureGauge capture) {
  /** The parts that controllers ask for by type, by name. */
  Map<String, Object> beans() {
    return Map.ofEntries(
        Map.entry("tenants", tenants),
        Map.entry("users", users),
        Map.entry("creditFunding", funding),
        Map.entry("creditConfigs", configs),
        Map.entry("prices", prices),
        Map.entry("subjectNames", names),
        Map.entry("queryService", new ReaderChoice(new MeasuredQueries(queries))),
        Map.entry("positionTokens", positions),
        Map.entry("tokens", tokens),
        Map.entry("healthSource", health),
        Map.entry("lags", lags));
  }
}
