package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Chore;
import io.tributary.topologies.kernel.KeyCodec;
import io.tributary.topologies.kernel.KeyReader;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.Work;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Goes on with revaluations that one decision did not finish: some movements of one product per tick, product by product. */
final class Revaluations implements Chore {
  private final InventoryDecider decider;
  private final InventoryRecorder recorder;
  private Bytes cursor = ValuationRows.revaluations();
  private boolean more;

  Revaluations(InventoryDecider decider, InventoryRecorder recorder) {
    this.decider = decider;
    this.recorder = recorder;
  }

  @Override
  public void open(RowReader state) {
    cursor = ValuationRows.revaluations();
    more = next(state, cursor) != null;
  }

  @Override
  public void tick(RowReader state, Instant time, Work work) {
    RowReader.Row row = next(state, cursor);
    if (row == null) {
      row = next(state, ValuationRows.revaluations());
    }
    more = row != null;
    if (row == null) {
      return;
    }
    cursor = KeyCodec.after(row.key());
    UUID tenantId = new KeyReader(row.key()).uuid();
    Revaluation revaluation = FactCodec.revaluation(row.value());
    StoredFacts facts = recorder.facts(tenantId, time, work);
    recorder.record(
        cause(tenantId, new InventoryState(facts).totals(revaluation.productId())), null, time, facts,
        decider.revalue(new InventoryState(facts), revaluation.productId(), time), work);
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  private static RowReader.@Nullable Row next(RowReader state, Bytes from) {
    Bytes end = KeyCodec.endOf(ValuationRows.revaluations());
    return state.<RowReader.@Nullable Row>scan(from, end, false, rows -> rows.hasNext() ? rows.next() : null);
  }

  /** Nobody asked; the id follows from where the product's history stands, so that a repetition makes the same events. */
  private static Cause cause(UUID tenantId, Totals totals) {
    String name = tenantId + "/" + totals.productId() + "/revaluation/" + totals.version();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new Cause(id, tenantId, null, null, Map.of(), null);
  }
}
