package io.tributary.outbox;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that the statement that writes its events writes too: what a transaction costs is mostly its ways to the database
 * and back.
 *
 * @param insert the row's own statement, with a {@code ?} for each value
 */
record JournalRow(String insert, List<@Nullable Object> values) {

  static JournalRow of(String insert, @Nullable Object... values) {
    return new JournalRow(insert, Arrays.asList(values));
  }
}
