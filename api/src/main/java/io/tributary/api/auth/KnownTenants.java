package io.tributary.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.Tenants;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The tenants that requests name, remembered for {@link #FRESH}, so that the door costs no SQL per request. While
 * Postgres is away a known tenant stays known for {@link #KEPT}: consumption needs no Postgres, and the deciding
 * topology checks the status again. At most 10,000 tenants and as many domains are kept.
 */
@Component
public class KnownTenants {
  static final Duration FRESH = Duration.ofSeconds(2);
  static final Duration KEPT = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(KnownTenants.class);

  private record Entry(Optional<Tenant> tenant, long at) {
    boolean fresh() {
      return System.nanoTime() - at < FRESH.toNanos();
    }
  }

  private final Tenants tenants;
  private final Cache<UUID, Entry> byId = Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();
  private final Cache<String, Entry> byDomain =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  KnownTenants(Tenants tenants) {
    this.tenants = tenants;
  }

  Optional<Tenant> byId(UUID id) {
    Entry known = byId.getIfPresent(id);
    if (known != null && known.fresh()) {
      return known.tenant();
    }
    try {
      Optional<Tenant> found = tenants.find(id);
      // An unknown id is not remembered: it may be registered the next moment.
      found.ifPresentOrElse(tenant -> byId.put(id, entry(found)), () -> byId.invalidate(id));
      return found;
    } catch (RuntimeException away) {
      return stale(known, away);
    }
  }

  Optional<Tenant> byDomain(String domain) {
    String key = domain.toLowerCase(Locale.ROOT);
    Entry known = byDomain.getIfPresent(key);
    if (known != null && known.fresh()) {
      return known.tenant();
    }
    try {
      Optional<Tenant> found = tenants.findByDomain(key);
      // Unknown domains are remembered: every request to a host that is no tenant's asks for the same one.
      byDomain.put(key, entry(found));
      return found;
    } catch (RuntimeException away) {
      return stale(known, away);
    }
  }

  /** Called when this instance changed a tenant; others see it after {@link #FRESH}. */
  public void forget(Tenant tenant) {
    byId.invalidate(tenant.id());
    byDomain.invalidate(tenant.domain().toLowerCase(Locale.ROOT));
  }

  private static Entry entry(Optional<Tenant> tenant) {
    return new Entry(tenant, System.nanoTime());
  }

  private static Optional<Tenant> stale(@Nullable Entry known, RuntimeException away) {
    if (known == null) {
      throw away;
    }
    log.warn("tenant status not refreshed, the last known one serves: {}", away.toString());
    return known.tenant();
  }
}
