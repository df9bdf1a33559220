package io.tributary.queries;

/**
 * An answer and its label.
 *
 * @param position up to where the answer goes: the asked partition's input offsets, and the tenant's {@code tenant_seq}
 *     where it has one; no row is newer
 * @param role who served it
 * @param lag input records of the partition, of all tenants, that the serving task had not yet committed; 0 when it was up
 *     to date, -1 when unknown
 */
public record Answer<R>(R value, Position position, Role role, long lag) {}
