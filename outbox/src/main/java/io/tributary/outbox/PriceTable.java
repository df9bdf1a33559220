package io.tributary.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices in memory, and which of them applies: the most specific scope that has one decides (tenant and application, tenant,
 * plan and application, plan, application, everybody), and in a scope the latest {@code effectiveFrom}. Prices of one scope may
 * overlap, so one that ends uncovers the one below it. A price costs at most six lookups. One thread writes, any number reads.
 */
public final class PriceTable {
  private static final Comparator<CreditConfig> LATEST_FIRST =
      Comparator.comparing(CreditConfig::effectiveFrom).thenComparing(CreditConfig::id).reversed();

  private record Owner(@Nullable UUID tenantId, @Nullable String plan) {
    static Owner of(PriceScope scope) {
      return new Owner(scope.tenantId(), scope.plan());
    }
  }

  private record Operation(String code, @Nullable String application) {}

  private final Map<Owner, Map<Operation, List<CreditConfig>>> prices = new ConcurrentHashMap<>();

  public static PriceTable of(Collection<CreditConfig> configs) {
    PriceTable table = new PriceTable();
    configs.forEach(table::put);
    return table;
  }

  /** Adds a price, or a newer version of it; an older version is left aside. */
  public synchronized void put(CreditConfig config) {
    Map<Operation, List<CreditConfig>> owned =
        prices.computeIfAbsent(Owner.of(config.scope()), owner -> new ConcurrentHashMap<>());
    Operation operation = new Operation(config.operationCode(), config.scope().application());
    List<CreditConfig> next = new ArrayList<>(owned.getOrDefault(operation, List.of()));
    if (next.stream().anyMatch(known -> known.id().equals(config.id()) && known.version() >= config.version())) {
      return;
    }
    next.removeIf(known -> known.id().equals(config.id()));
    next.add(config);
    next.sort(LATEST_FIRST);
    owned.put(operation, List.copyOf(next));
  }

  /** The price of an operation at a time. */
  public Optional<CreditConfig> find(
      UUID tenantId, String plan, String application, String operationCode, Instant at) {
    for (PriceScope scope : PriceScope.chain(tenantId, plan, application)) {
      List<CreditConfig> candidates =
          prices
              .getOrDefault(Owner.of(scope), Map.of())
              .getOrDefault(new Operation(operationCode, scope.application()), List.of());
      for (CreditConfig candidate : candidates) {
        if (candidate.appliesAt(at)) {
          return Optional.of(candidate);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What a tenant must know to find every price itself: by operation, the most specific scope first; the first of an operation
   * whose application is its own or none is the price.
   */
  public List<CreditConfig> of(UUID tenantId, String plan, Instant at) {
    List<CreditConfig> found = new ArrayList<>();
    for (Owner owner : List.of(new Owner(tenantId, null), new Owner(null, plan), new Owner(null, null))) {
      for (List<CreditConfig> candidates : prices.getOrDefault(owner, Map.of()).values()) {
        candidates.stream().filter(candidate -> candidate.appliesAt(at)).findFirst().ifPresent(found::add);
      }
    }
    List<PriceScope> levels = PriceScope.chain(tenantId, plan, "");
    found.sort(
        Comparator.comparing(CreditConfig::operationCode)
            .thenComparing(config -> levels.indexOf(general(config.scope())))
            .thenComparing(config -> String.valueOf(config.scope().application())));
    return found;
  }

  private static PriceScope general(PriceScope scope) {
    return new PriceScope(scope.tenantId(), scope.plan(), scope.application() == null ? null : "");
  }
}
