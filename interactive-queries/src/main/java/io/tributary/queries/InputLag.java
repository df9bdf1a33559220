package io.tributary.queries;

import io.tributary.schemas.Context;

/**
 * How far a context is with one of its input topics, over all partitions; offsets are summed.
 *
 * @param end offset behind the last committed record of the topic
 * @param committed offset that the context has committed
 * @param behind records that the context has still to apply; may be 1 too many per idle partition whose last record was
 *     written in a transaction, if another process serves it
 */
public record InputLag(Context context, String topic, long end, long committed, long behind) {}
