package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A statement's entries summed by type. It reads all entries between the two versions: who asks keeps them near each other,
 * and adds up the answers.
 *
 * @param after version that the entries come after
 * @param through last version
 */
public record StatementSumsQuery(UUID tenantId, String entityId, String application, long after, long through)
    implements ViewQuery<SortedMap<String, StatementSumsQuery.Sum>> {
  /** How many entries of a type, and the sum of their signed amounts. */
  public record Sum(long count, long amount) {
    public Sum plus(Sum other) {
      return new Sum(count + other.count, Math.addExact(amount, other.amount));
    }
  }

  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public SortedMap<String, Sum> run(RowReader rows) {
    EntryHistory history = new EntryHistory(rows, tenantId, new WalletId(entityId, application));
    return history.read(after, through, found -> {
      SortedMap<String, Sum> sums = new TreeMap<>();
      found.forEachRemaining(entry -> sums.merge(entry.type(), new Sum(1, entry.amount()), Sum::plus));
      return sums;
    });
  }
}
