package io.tributary.queries;

/**
 * An answer and its label.
 *
 * @param position what the answer reflects
 * @param lag input records that the serving task had not applied yet; 0 when it was up to date, -1 when unknown
 */
public record Answer<R>(R value, Position position, Role role, long lag) {}
