package io.tributary.api.live;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The board that all viewers look at. Wallets arrive twice, from a snapshot and from the feed; their versions say which
 * is newer, so the order does not matter and nothing is counted twice. Thread-safe.
 */
final class LiveBoard {
  /** More tenants than this are counted but not listed to one viewer at once. */
  static final int LISTED = 200;

  private final Map<UUID, Tenant> tenants = new HashMap<>();
  private final Clock clock;
  private long revision;

  LiveBoard(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean knows(UUID tenantId) {
    return tenants.containsKey(tenantId);
  }

  synchronized void name(UUID tenantId, String name) {
    Tenant tenant = tenants.computeIfAbsent(tenantId, Tenant::new);
    if (!tenant.name.equals(name)) {
      tenant.name = name;
      touch(tenant);
    }
  }

  /** Takes over a wallet as it was at {@link LiveWallet#version()}. */
  synchronized void wallet(UUID tenantId, LiveWallet wallet) {
    Tenant tenant = tenants.computeIfAbsent(tenantId, Tenant::new);
    if (tenant.replace(wallet)) {
      touch(tenant);
    }
  }

  /** Consumptions were approved, of which {@code wallet} is what the last one left. */
  synchronized void approved(UUID tenantId, LiveWallet wallet, int operations) {
    Tenant tenant = tenants.computeIfAbsent(tenantId, Tenant::new);
    tenant.replace(wallet);
    tenant.operations += operations;
    tenant.lastAt = wallet.at();
    touch(tenant);
  }

  synchronized void refused(UUID tenantId, Instant at) {
    Tenant tenant = tenants.computeIfAbsent(tenantId, Tenant::new);
    tenant.refused++;
    tenant.lastAt = at;
    touch(tenant);
  }

  /** The lines that changed after {@code since}, for the operator or for one tenant. */
  synchronized Frame frame(long since, @Nullable UUID only, List<Stage> stages) {
    List<Tenant> visible =
        only == null
            ? List.copyOf(tenants.values())
            : tenants.containsKey(only) ? List.of(tenants.get(only)) : List.of();
    List<TenantLine> changed =
        visible.stream()
            .filter(tenant -> tenant.revision > since)
            .sorted(Comparator.comparingLong((Tenant tenant) -> tenant.consumed).reversed())
            .limit(LISTED)
            .map(Tenant::line)
            .toList();
    return new Frame(
        revision,
        clock.instant(),
        changed,
        visible.size(),
        sum(visible, tenant -> tenant.balance),
        sum(visible, tenant -> tenant.consumed),
        sum(visible, tenant -> tenant.operations),
        sum(visible, tenant -> tenant.refused),
        only == null ? stages : List.of());
  }

  private void touch(Tenant tenant) {
    tenant.revision = ++revision;
  }

  private static long sum(List<Tenant> tenants, Function<Tenant, Long> figure) {
    return tenants.stream().mapToLong(figure::apply).sum();
  }

  private static final class Tenant {
    private final UUID id;
    private final Map<String, LiveWallet> wallets = new HashMap<>();
    private String name;
    private long balance;
    private long allocated;
    private long consumed;
    private long operations;
    private long refused;
    private long revision;
    private @Nullable Instant lastAt;

    Tenant(UUID id) {
      this.id = id;
      this.name = id.toString();
    }

    boolean replace(LiveWallet wallet) {
      String key = wallet.application() + "/" + wallet.entityId();
      LiveWallet before = wallets.get(key);
      if (before != null && before.version() >= wallet.version()) {
        return false;
      }
      wallets.put(key, wallet);
      balance += wallet.balance() - (before == null ? 0 : before.balance());
      allocated += wallet.allocated() - (before == null ? 0 : before.allocated());
      consumed += wallet.consumed() - (before == null ? 0 : before.consumed());
      return true;
    }

    TenantLine line() {
      return new TenantLine(id, name, balance, allocated, consumed, operations, refused, lastAt);
    }
  }
}
