package io.tributary.app.platform;

import io.tributary.api.ApiConfig;
import io.tributary.api.ApiParts;
import io.tributary.api.ApiServer;
import io.tributary.api.auth.Tokens;
import io.tributary.api.health.HealthSource;
import io.tributary.api.live.CaptureGauge;
import io.tributary.app.instance.Secrets;
import io.tributary.outbox.Outbox;
import io.tributary.outbox.SealedField;
import io.tributary.queries.Lags;
import io.tributary.queries.PositionTokens;
import io.tributary.queries.QueryService;
import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.Callers;
import java.util.function.Supplier;

/** The API over what is written here and read anywhere. */
record Front(Writes writes, Supplier<KafkaAccess> kafka, Callers callers, ApiConfig config, Secrets secrets) {
  ApiServer start(QueryService queries, Lags lags, HealthSource health, CaptureGauge capture) {
    Outbox outbox = writes.outbox.get();
    return ApiServer.start(config, new ApiParts(
        outbox.tenants(),
        outbox.users(),
        outbox.funding(),
        outbox.configs(),
        writes.prices.get(),
        (tenantId, sealed) -> outbox.subjectCipher().openAll(
            sealed.stream().map(field -> new SealedField(tenantId, field.field(), field.text())).toList()),
        queries,
        new PositionTokens(secrets.position()),
        writes.schemas.get(),
        kafka.get(),
        callers,
        new Tokens(secrets.token()),
        health,
        lags,
        capture));
  }
}
