package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.util.Optional;
import java.util.UUID;

/** Is the tenant held up in this context, since captured rows are missing? */
public record GapQuery(Context context, UUID tenantId) implements ViewQuery<Optional<GapQuery.Gap>> {
  /**
   * The records that are missing, and the last one that waits for them.
   *
   * @param from first missing {@code tenant_seq}
   * @param to last missing {@code tenant_seq} of the first gap
   * @param parkedUpTo last {@code tenant_seq} that has come
   */
  public record Gap(long from, long to, long parkedUpTo) {}

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public Optional<Gap> run(RowReader rows) {
    long next = Watermarks.tenantSeq(rows, tenantId) + 1;
    long first = parked(rows, false);
    // A first parked record that is the next one is being drained.
    return first <= next ? Optional.empty() : Optional.of(new Gap(next, first - 1, parked(rows, true)));
  }

  private long parked(RowReader rows, boolean last) {
    var prefix = KernelRows.parked(tenantId);
    return rows.scan(prefix, KeyCodec.endOf(prefix), last, found -> {
      if (!found.hasNext()) {
        return 0L;
      }
      KeyReader key = new KeyReader(found.next().key());
      key.uuid();
      return key.ascending();
    });
  }
}
