package io.tributary.api.harness;

import io.tributary.outbox.NewTenant;
import io.tributary.outbox.Slice;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.TenantStatus;
import io.tributary.outbox.Tenants;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tenants in memory, with the refusals that the API passes on. */
public final class MemoryTenants implements Tenants {
  private final ConcurrentSkipListMap<UUID, Tenant> rows = new ConcurrentSkipListMap<>();
  private final AtomicLong sequence = new AtomicLong();

  /** Thrown by every read while set: the database is away. */
  public final AtomicReference<@Nullable RuntimeException> away = new AtomicReference<>();

  /** The context of the last write. */
  public final AtomicReference<@Nullable WriteContext> lastContext = new AtomicReference<>();

  @Override
  public Written<Tenant> register(NewTenant tenant, WriteContext context) {
    lastContext.set(context);
    if (findByDomain(tenant.domain()).isPresent()) {
      throw new ProblemException(ErrorCode.DOMAIN_TAKEN, "domain", "taken");
    }
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Tenant made =
        new Tenant(Ids.next(), tenant.name(), tenant.domain(), tenant.plan(), TenantStatus.ACTIVE, "t_x", now, now);
    return put(made);
  }

  private Written<Tenant> put(Tenant tenant) {
    rows.put(tenant.id(), tenant);
    return new Written<>(tenant, Context.DIRECTORY, tenant.id(), sequence.incrementAndGet(), false);
  }

  @Override
  public int resumeProvisioning(Duration minAge) {
    return 0;
  }

  @Override
  public Optional<Tenant> find(UUID id) {
    check();
    return Optional.ofNullable(rows.get(id));
  }

  @Override
  public Optional<Tenant> findByDomain(String domain) {
    check();
    return rows.values().stream().filter(tenant -> tenant.domain().equals(domain)).findFirst();
  }

  @Override
  public Slice<Tenant> list(@Nullable UUID after, int limit) {
    List<Tenant> items =
        (after == null ? rows : rows.tailMap(after, false)).values().stream().limit(limit + 1L).toList();
    return items.size() <= limit
        ? new Slice<>(items, null)
        : new Slice<>(items.subList(0, limit), items.get(limit - 1).id());
  }

  @Override
  public Written<Tenant> changeStatus(UUID id, TenantStatus to, @Nullable String reason, WriteContext context) {
    Tenant old =
        find(id).orElseThrow(() -> new ProblemException(ErrorCode.TENANT_NOT_FOUND, "no tenant has this id"));
    if (old.status() == TenantStatus.ARCHIVED) {
      throw new ProblemException(ErrorCode.INVALID_TRANSITION, "an archived tenant stays archived");
    }
    return put(
        new Tenant(
            id, old.name(), old.domain(), old.plan(), to, old.schemaName(), old.createdAt(), old.updatedAt()));
  }

  private void check() {
    RuntimeException failure = away.get();
    if (failure != null) {
      throw failure;
    }
  }
}
