package io.tributary.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant as Postgres has it.
 *
 * @param schemaName where its tables are; hashed once at registration, then stored (SPEC A2)
 */
public record Tenant(
    UUID id,
    String name,
    String domain,
    String plan,
    TenantStatus status,
    String schemaName,
    Instant createdAt,
    Instant updatedAt) {}
