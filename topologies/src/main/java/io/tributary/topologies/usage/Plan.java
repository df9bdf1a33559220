package io.tributary.topologies.usage;

import io.tributary.topologies.kernel.KeyCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * How a question is read: from which rollup, which part of each bucket, and what of a row's values names its group. The
 * rows of a group stand side by side in a bucket, and the groups in the order of {@link #group}.
 *
 * @param fixed values of the rollup's first dimensions, known from the filter
 * @param depth how many of the rollup's dimensions name a group
 */
record Plan(Rollup rollup, List<String> fixed, int depth, UsageQuery.Filter filter, Set<Dimension> shown) {
  static Plan of(Set<Dimension> groupBy, UsageQuery.Filter filter) {
    boolean users = groupBy.contains(Dimension.USER) || filter.userId() != null;
    boolean operations = groupBy.contains(Dimension.APPLICATION) || groupBy.contains(Dimension.OPERATION)
        || filter.application() != null || filter.operationCode() != null;
    Rollup rollup = users
        ? operations ? Rollup.USERS_OPERATIONS : Rollup.USERS
        : operations ? Rollup.OPERATIONS : Rollup.TENANT;
    List<String> fixed = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < rollup.dimensions().size(); i++) {
      Dimension dimension = rollup.dimensions().get(i);
      String value = filter.of(dimension);
      if (value != null && fixed.size() == i) {
        fixed.add(value);
      }
      if (groupBy.contains(dimension)) {
        depth = i + 1;
      }
    }
    return new Plan(rollup, List.copyOf(fixed), Math.max(depth, fixed.size()), filter, groupBy);
  }

  /** True when the filter lets the row through; its fixed part has been sought. */
  boolean matches(List<String> values) {
    for (int i = fixed.size(); i < values.size(); i++) {
      String wanted = filter.of(rollup.dimensions().get(i));
      if (wanted != null && !wanted.equals(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The group of a row, as bytes in the order of the rows' keys. */
  Bytes group(List<String> values) {
    KeyCodec key = KeyCodec.key(0);
    values.subList(0, depth).forEach(key::text);
    return key.build();
  }

  /** What the group of a row is called where it is shown; null where it is not grouped by this. */
  @Nullable String shown(Dimension dimension, List<String> values) {
    boolean show = shown.contains(dimension)
        || (dimension == Dimension.APPLICATION && shown.contains(Dimension.OPERATION));
    return show ? values.get(rollup.dimensions().indexOf(dimension)) : null;
  }
}
