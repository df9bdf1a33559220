package io.tributary.app.replay;

import org.jspecify.annotations.Nullable;

/** What one line of the file says, as far as orders need it. */
record RetailLine(String invoice, @Nullable String customer, String country) {}
