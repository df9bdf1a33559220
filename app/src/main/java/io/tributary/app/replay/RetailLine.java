package io.tributary.app.replay;

import org.jspecify.annotations.Nullable;

/** What one line of the file says, as far as orders and stock need it. */
record RetailLine(String invoice, String stockCode, long quantity, @Nullable String customer, String country) {}
