package io.tributary.api.events;

/**
 * An event of a tenant, ready to be shown.
 *
 * @param offset where it lies in the tenant's partition
 * @param type such as {@code credit.consumed}
 * @param json as S0 shows events
 */
record CreditEvent(long offset, String type, String json) {}
