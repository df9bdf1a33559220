package io.tributary.topologies.credits;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the caps of a wallet have counted; empty when nothing was ever allocated to it.
 *
 * @param userId whose counter, where each user has one
 * @param at in whose window
 */
public record CapUseQuery(
    UUID tenantId, String entityId, String application, @Nullable String userId, Instant at)
    implements ViewQuery<Optional<List<CapUse>>> {
  @Override
  public Context context() {
    return Context.CREDITS;
  }

  @Override
  public StoreKind store() {
    return StoreKind.STATE;
  }

  @Override
  public Optional<List<CapUse>> run(RowReader rows) {
    WalletId id = new WalletId(entityId, application);
    byte[] row = rows.views().get(CreditsRows.wallet(tenantId, id));
    if (row == null) {
      return Optional.empty();
    }
    Wallet wallet = WalletRow.decode(id, row);
    return Optional.of(wallet.policy().caps().stream().map(cap -> use(wallet, cap, rows)).toList());
  }

  private CapUse use(Wallet wallet, SpendCap cap, RowReader rows) {
    boolean unnamed = cap.perUser() && userId == null;
    Long used = unnamed ? null : CapCounters.read(rows.get(CapCounters.key(tenantId, wallet, cap, userId, at)));
    return new CapUse(cap, used, cap.window().end(at));
  }
}
