package io.tributary.outbox;

/** A user and the version of its last event. */
record UserRow(User user, long version) {}
