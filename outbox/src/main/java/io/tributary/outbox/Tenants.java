package io.tributary.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registry of tenants and their life cycle. Refusals are {@link io.tributary.schemas.ProblemException}. */
public interface Tenants {
  /**
   * Registers and provisions: schema, migrations, seed rows, then ACTIVE. A crash at any step is taken up again by
   * {@link #resumeProvisioning}, or by the same registration under the same Idempotency-Key.
   *
   * @throws io.tributary.schemas.ProblemException {@code INVALID_FIELD}, {@code DOMAIN_TAKEN}, {@code IDEMPOTENCY_MISMATCH}
   */
  Written<Tenant> register(NewTenant tenant, WriteContext context);

  /**
   * Takes up every tenant that a crash or a fault left in PROVISIONING; returns how many became ACTIVE. Several instances
   * may do it at once, each step is taken once.
   *
   * @param minAge of the registration; leaves alone what its caller is still busy with
   */
  int resumeProvisioning(Duration minAge);

  Optional<Tenant> find(UUID id);

  Optional<Tenant> findByDomain(String domain);

  /** Ordered by id, oldest first, 1 to 1,000 at once. */
  Slice<Tenant> list(@Nullable UUID after, int limit);

  /**
   * Suspends, reactivates or archives ({@link TenantStatus#mayBecome}). The status it has already is no change.
   *
   * @throws io.tributary.schemas.ProblemException {@code TENANT_NOT_FOUND}, {@code INVALID_TRANSITION} (extension {@code status})
   */
  Written<Tenant> changeStatus(UUID id, TenantStatus to, @Nullable String reason, WriteContext context);
}
