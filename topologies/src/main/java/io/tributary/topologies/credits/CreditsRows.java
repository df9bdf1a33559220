package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.KeyCodec;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the context's rows. Their prefixes are part of the stored data: never reuse one. */
final class CreditsRows {
  private static final char DUE = 'd';
  private static final char ENTRY = 'e';
  private static final char HOLD = 'h';
  private static final char TENANT = 't';
  private static final char WALLET = 'w';

  private CreditsRows() {}

  /** In the state: what is known of the tenant's status. */
  static Bytes tenant(UUID tenantId) {
    return KeyCodec.key(TENANT, tenantId).build();
  }

  /** In both stores. */
  static Bytes wallet(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(WALLET, tenantId).text(wallet.entityId()).text(wallet.application()).build();
  }

  static Bytes wallets(UUID tenantId) {
    return KeyCodec.key(WALLET, tenantId).build();
  }

  /** In the views; the newest first. */
  static Bytes entry(UUID tenantId, WalletId wallet, long version) {
    return entriesKey(tenantId, wallet).descending(version).build();
  }

  static Bytes entries(UUID tenantId, WalletId wallet) {
    return entriesKey(tenantId, wallet).build();
  }

  /** In the state: what is known of an open hold. */
  static Bytes hold(UUID tenantId, String holdId) {
    return KeyCodec.key(HOLD, tenantId).text(holdId).build();
  }

  /** In the views: a wallet's open hold. */
  static Bytes hold(UUID tenantId, WalletId wallet, String holdId) {
    return holdsKey(tenantId, wallet).text(holdId).build();
  }

  static Bytes holds(UUID tenantId, WalletId wallet) {
    return holdsKey(tenantId, wallet).build();
  }

  /** In the state: when the next thing happens to a wallet by itself; the earliest first. */
  static Bytes due(Instant at, UUID tenantId, WalletId wallet) {
    return KeyCodec.key(DUE)
        .ascending(at.toEpochMilli()).uuid(tenantId).text(wallet.entityId()).text(wallet.application()).build();
  }

  static Bytes due() {
    return KeyCodec.key(DUE).build();
  }

  /** The beginning of all that is due at {@code at}. */
  static Bytes due(Instant at) {
    return KeyCodec.key(DUE).ascending(at.toEpochMilli()).build();
  }

  private static KeyCodec holdsKey(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(HOLD, tenantId).text(wallet.entityId()).text(wallet.application());
  }

  private static KeyCodec entriesKey(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(ENTRY, tenantId).text(wallet.entityId()).text(wallet.application());
  }
}
