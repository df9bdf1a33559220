package io.tributary.topologies.usage;

import static io.tributary.topologies.usage.Dimension.APPLICATION;
import static io.tributary.topologies.usage.Dimension.OPERATION;
import static io.tributary.topologies.usage.Dimension.USER;

import java.util.List;

/**
 * What usage is summed by, one row for each combination in each bucket: a question reads the rollup that has the
 * dimensions it names and no more. So a tenant's total is one row, however many users it has.
 */
enum Rollup {
  TENANT('t', List.of()),
  OPERATIONS('o', List.of(APPLICATION, OPERATION)),
  USERS('u', List.of(USER)),
  USERS_OPERATIONS('v', List.of(USER, APPLICATION, OPERATION));

  private final char prefix;
  private final List<Dimension> dimensions;

  Rollup(char prefix, List<Dimension> dimensions) {
    this.prefix = prefix;
    this.dimensions = dimensions;
  }

  /** In the order in which they stand in a row's key. */
  List<Dimension> dimensions() {
    return dimensions;
  }

  /** The first byte of its rows' keys: part of the stored data. */
  char prefix(Window kept) {
    return kept == Window.HOUR ? prefix : Character.toUpperCase(prefix);
  }
}
