package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.KeyCodec;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Keys of the context's rows. Their prefixes are part of the stored data: never reuse one. */
final class CreditsRows {
  private static final char CAP_COUNT = 'c';
  private static final char DUE = 'd';
  private static final char ENDED_CAP = 'x';
  private static final char ENTRY = 'e';
  private static final char HOLD = 'h';
  private static final char TENANT = 't';
  private static final char WALLET = 'w';

  private CreditsRows() {}

  /** In the state: what is known of the tenant's status. */
  static Bytes tenant(UUID tenantId) {
    return KeyCodec.key(TENANT, tenantId).build();
  }

  /** In the views. */
  static Bytes wallet(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(WALLET, tenantId).text(wallet.entityId()).text(wallet.application()).build();
  }

  /** In the state, of all tenants: what builds before 2026-11-23 kept of wallets there as well. */
  static Bytes formerWallets() {
    return KeyCodec.key(WALLET).build();
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

  /**
   * In the state: what a cap has counted; what ends first comes first.
   *
   * @param end of the window; null: never
   * @param since when the cap began to count
   * @param counter the user's, or one for all
   */
  static Bytes capCount(
      @Nullable Instant end, UUID tenantId, WalletId wallet, String capId, Instant since, String counter) {
    return capKey(end == null ? Long.MAX_VALUE : end.toEpochMilli(), tenantId, wallet, capId, since)
        .text(counter).build();
  }

  static Bytes capCounts() {
    return KeyCodec.key(CAP_COUNT).build();
  }

  /** The beginning of all windows that end at {@code end}. */
  static Bytes capCounts(Instant end) {
    return KeyCodec.key(CAP_COUNT).ascending(end.toEpochMilli()).build();
  }

  /** The counters of a cap that never ends. */
  static Bytes endlessCounts(UUID tenantId, WalletId wallet, String capId, Instant since) {
    return capKey(Long.MAX_VALUE, tenantId, wallet, capId, since).build();
  }

  /** In the state: a cap that had no end by time, and is no longer there; the earliest first. */
  static Bytes endedCap(Instant at, UUID tenantId, WalletId wallet, String capId, Instant since) {
    return KeyCodec.key(ENDED_CAP)
        .ascending(at.toEpochMilli()).uuid(tenantId).text(wallet.entityId()).text(wallet.application())
        .text(capId).ascending(since.toEpochMilli()).build();
  }

  static Bytes endedCaps() {
    return KeyCodec.key(ENDED_CAP).build();
  }

  /** The beginning of all caps that were removed at {@code at}. */
  static Bytes endedCaps(Instant at) {
    return KeyCodec.key(ENDED_CAP).ascending(at.toEpochMilli()).build();
  }

  private static KeyCodec capKey(long end, UUID tenantId, WalletId wallet, String capId, Instant since) {
    return KeyCodec.key(CAP_COUNT)
        .ascending(end).uuid(tenantId).text(wallet.entityId()).text(wallet.application())
        .text(capId).ascending(since.toEpochMilli());
  }

  private static KeyCodec holdsKey(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(HOLD, tenantId).text(wallet.entityId()).text(wallet.application());
  }

  private static KeyCodec entriesKey(UUID tenantId, WalletId wallet) {
    return KeyCodec.key(ENTRY, tenantId).text(wallet.entityId()).text(wallet.application());
  }
}
