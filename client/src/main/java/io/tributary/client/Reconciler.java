package io.tributary.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells the ledger what was spent locally. Whatever is told twice counts once, so it repeats until it has an answer. */
final class Reconciler {
  static final int BATCH = 1_000;

  private final Platform platform;
  private final GuardedPlatform guard;
  private final Vault vault;
  private final Rejects rejects;
  private final CreditsListener listener;

  Reconciler(Platform platform, GuardedPlatform guard, Vault vault, Rejects rejects, CreditsListener listener) {
    this.platform = platform;
    this.guard = guard;
    this.vault = vault;
    this.rejects = rejects;
    this.listener = listener;
  }

  /** Tells all, or as much as the platform takes now. */
  void run() throws IOException {
    List<Spending> batch = vault.unsettled(BATCH);
    while (!batch.isEmpty() && told(batch)) {
      batch = vault.unsettled(BATCH);
    }
  }

  private boolean told(List<Spending> batch) throws IOException {
    return switch (guard.call(() -> platform.settle(batch))) {
      case PlatformAnswer.Done done -> settle(batch, done.body().path("outcomes"));
      // What breaks a rule of the edge spoils its batch: it is found by halving.
      case PlatformAnswer.Declined declined when declined.status() == 400 || declined.status() == 413 -> {
        if (batch.size() > 1) {
          int half = batch.size() / 2;
          yield told(batch.subList(0, half)) && told(batch.subList(half, batch.size()));
        }
        reject(batch.getFirst(), declined.code());
        vault.settle(List.of(batch.getFirst().operation().key()));
        yield true;
      }
      // Of the token or the tenant: it may be mended.
      case PlatformAnswer.Declined declined -> false;
      case PlatformAnswer.Unknown unknown -> false;
    };
  }

  private boolean settle(List<Spending> batch, JsonNode outcomes) throws IOException {
    if (outcomes.size() != batch.size()) {
      return false;
    }
    List<Operation.Key> decided = new ArrayList<>(batch.size());
    int taken = 0;
    for (int i = 0; i < batch.size(); i++) {
      JsonNode outcome = outcomes.get(i);
      if (outcome.path("decision").asString("").equals("approved")) {
        taken++;
      } else {
        reject(batch.get(i), outcome.path("code").asString("unknown"));
      }
      decided.add(batch.get(i).operation().key());
    }
    vault.settle(decided);
    listener.reconciled(taken);
    return true;
  }

  private void reject(Spending spending, String code) throws IOException {
    rejects.add(spending, code);
    listener.rejected(spending.operation(), spending.leaseId(), spending.occurredAt(), code);
  }
}
