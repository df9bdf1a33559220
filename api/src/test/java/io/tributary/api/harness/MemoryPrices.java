package io.tributary.api.harness;

import io.tributary.outbox.CreditConfig;
import io.tributary.outbox.CreditConfigChange;
import io.tributary.outbox.CreditConfigFilter;
import io.tributary.outbox.CreditConfigs;
import io.tributary.outbox.NewCreditConfig;
import io.tributary.outbox.PriceTable;
import io.tributary.outbox.Prices;
import io.tributary.outbox.Slice;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Prices in memory; what was written counts once the API has learned it. */
public final class MemoryPrices implements CreditConfigs {
  private final Map<UUID, CreditConfig> all = new ConcurrentSkipListMap<>();

  /** What {@link #live} says of itself. */
  public volatile Prices.Standing standing = new Prices.Standing(Prices.State.CURRENT, null);

  /** What the API has in memory, as a part of its own: Spring finds parts by their type. */
  final Prices live =
      new Prices() {
        private final PriceTable table = new PriceTable();

        @Override
        public Standing standing() {
          return standing;
        }

        @Override
        public Optional<CreditConfig> find(Tenant tenant, String application, String operationCode) {
          return table.find(tenant.id(), tenant.plan(), application, operationCode, Instant.now());
        }

        @Override
        public List<CreditConfig> of(Tenant tenant) {
          return table.of(tenant.id(), tenant.plan(), Instant.now());
        }

        @Override
        public void learn(CreditConfig config) {
          table.put(config);
        }
      };

  /** The API gets to know a price that another instance wrote. */
  public void learn(CreditConfig config) {
    live.learn(config);
  }

  @Override
  public Written<CreditConfig> create(NewCreditConfig config, WriteContext context) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return put(
        new CreditConfig(
            Ids.next(), config.operationCode(), config.scope(), config.creditAmount(),
            Objects.requireNonNullElse(config.effectiveFrom(), now), config.effectiveTo(), config.description(), null, 1,
            now, now));
  }

  @Override
  public Written<CreditConfig> replace(UUID id, CreditConfigChange change, WriteContext context) {
    CreditConfig old = end(id, context).value();
    Instant from = Objects.requireNonNull(old.effectiveTo());
    return put(
        new CreditConfig(
            Ids.next(), old.operationCode(), old.scope(), change.creditAmount(), from, null, change.description(), id, 1,
            from, from));
  }

  @Override
  public Written<CreditConfig> end(UUID id, WriteContext context) {
    CreditConfig old =
        find(id).orElseThrow(() -> new ProblemException(ErrorCode.CREDIT_CONFIG_NOT_FOUND, "no price " + id));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return put(
        new CreditConfig(
            id, old.operationCode(), old.scope(), old.creditAmount(), old.effectiveFrom(), now, old.description(),
            old.replaces(), old.version() + 1, old.createdAt(), now));
  }

  @Override
  public Optional<CreditConfig> find(UUID id) {
    return Optional.ofNullable(all.get(id));
  }

  @Override
  public Slice<CreditConfig> list(CreditConfigFilter filter, @Nullable UUID after, int limit) {
    Tenant reader = filter.reader();
    List<CreditConfig> found =
        all.values().stream()
            .filter(config -> after == null || config.id().compareTo(after) > 0)
            .filter(
                config ->
                    reader == null
                        || config.scope().tenantId() == null
                        || config.scope().tenantId().equals(reader.id()))
            .filter(config -> filter.operationCode() == null || filter.operationCode().equals(config.operationCode()))
            .limit(limit + 1L)
            .toList();
    return found.size() <= limit
        ? new Slice<>(found, null)
        : new Slice<>(found.subList(0, limit), found.get(limit - 1).id());
  }

  @Override
  public Optional<CreditConfig> resolve(Tenant tenant, String application, String operationCode, Instant at) {
    return PriceTable.of(all.values()).find(tenant.id(), tenant.plan(), application, operationCode, at);
  }

  private Written<CreditConfig> put(CreditConfig config) {
    all.put(config.id(), config);
    return new Written<>(config, Context.CREDITS, new UUID(0, 0), 0, false);
  }
}
