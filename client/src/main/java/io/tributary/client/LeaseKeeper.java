package io.tributary.client;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a lease at hand while the platform can be reached: the next is taken before the one before it ends or is used up,
 * and only then is that one closed.
 */
final class LeaseKeeper {
  /** After the platform refused one: the wallet is empty, or not there. */
  static final Duration REFUSED = Duration.ofSeconds(30);

  private final Settings settings;
  private final Platform platform;
  private final GuardedPlatform guard;
  private final Vault vault;
  private final InstantSource clock;

  private String takeId = UUID.randomUUID().toString();
  private Instant askedAt = Instant.MAX;
  private volatile Instant notBefore = Instant.MIN;
  private volatile boolean shunned;

  LeaseKeeper(Settings settings, Platform platform, GuardedPlatform guard, Vault vault, InstantSource clock) {
    this.settings = settings;
    this.platform = platform;
    this.guard = guard;
    this.vault = vault;
    this.clock = clock;
  }

  /** The wallet ran out while a lease holds credits of it: they are given back, for those who ask directly. */
  void shun() {
    notBefore = clock.instant().plus(REFUSED);
    shunned = true;
  }

  void run() throws IOException {
    if (shunned) {
      shunned = false;
      closeIdle(null);
    } else if (due()) {
      take();
    }
    closeIdle(vault.newest());
  }

  /** Closes what nothing is to be told of. */
  void closeIdle(@Nullable String kept) throws IOException {
    for (String lease : vault.retire(kept)) {
      switch (guard.call(() -> platform.closeLease(lease))) {
        // Also where the ledger has given it back already.
        case PlatformAnswer.Done done -> vault.drop(lease);
        case PlatformAnswer.Declined declined when declined.code().startsWith("lease_") -> vault.drop(lease);
        case PlatformAnswer.Declined declined -> {
          return;
        }
        case PlatformAnswer.Unknown unknown -> {
          return;
        }
      }
    }
  }

  private boolean due() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return false;
    }
    Instant until = vault.spendableUntil();
    return until == null
        || now.plus(settings.leaseTtl().dividedBy(2)).isAfter(until)
        || (vault.pending() == 0 && vault.drawn());
  }

  private void take() throws IOException {
    // Of a taking that is repeated, the first attempt counts: the lease runs since then.
    Instant now = clock.instant();
    askedAt = askedAt.isBefore(now) ? askedAt : now;
    Instant from = askedAt;
    switch (guard.call(() -> platform.takeLease(takeId))) {
      case PlatformAnswer.Done done -> {
        next();
        keep(done.body(), from);
      }
      case PlatformAnswer.Declined declined -> {
        next();
        notBefore = clock.instant().plus(REFUSED);
      }
      case PlatformAnswer.Unknown unknown -> {}
    }
  }

  private void next() {
    takeId = UUID.randomUUID().toString();
    askedAt = Instant.MAX;
  }

  private void keep(JsonNode body, Instant from) throws IOException {
    Lease lease;
    try {
      Instant decidedAt = Instant.parse(body.path("decidedAt").asString(""));
      Instant expiresAt = Instant.parse(body.path("expiresAt").asString(""));
      lease = new Lease(
          body.path("leaseId").asString(""), body.path("creditAmount").asLong(), body.path("creditAmount").asLong(), from,
          from.plus(Duration.between(decidedAt, expiresAt)), Duration.between(from, decidedAt));
    } catch (DateTimeException notOurs) {
      notBefore = clock.instant().plus(REFUSED);
      return;
    }
    vault.take(lease);
    settings.listener().leaseTaken(lease.leaseId(), lease.credits(), lease.expiresAt());
  }
}
