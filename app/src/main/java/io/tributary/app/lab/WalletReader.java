package io.tributary.app.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads one wallet again and again in one class of consistency, and remembers what should not have been. */
final class WalletReader implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int MOST_COMPLAINTS = 5;

  private final LabClient client;
  private final Account account;
  private final String consistency;
  private final BooleanSupplier over;
  private final Outages outages = new Outages();
  private final Map<String, Long> servedBy = new HashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private volatile long answeredLast = System.nanoTime();

  WalletReader(LabClient client, Account account, String consistency, BooleanSupplier over) {
    this.client = client;
    this.account = account;
    this.consistency = consistency;
    this.over = over;
  }

  @Override
  public void run() {
    String path = "/api/credits/wallets/" + account.id() + "/operations?tenantId=" + account.id();
    long version = 0;
    String position = null;
    try {
      while (!over.getAsBoolean()) {
        long acknowledged = account.consumed().get();
        long begin = System.nanoTime();
        LabClient.Reading reading = client.read(path, consistency, position);
        if (reading instanceof LabClient.Refusal(String reason)) {
          outages.failed(begin);
          remember(refusals, reason);
        } else if (reading instanceof LabClient.Read wallet) {
          outages.succeeded(System.nanoTime());
          answeredLast = begin;
          servedBy.merge(wallet.text("servedBy"), 1L, Long::sum);
          complain(wallet.number("version") < version, "version %d after %d", wallet.number("version"), version);
          complain(consistency.equals("fresh") && wallet.number("consumed") < acknowledged,
              "%d consumed, when %d were acknowledged", wallet.number("consumed"), acknowledged);
          version = Math.max(version, wallet.number("version"));
          position = wallet.text("position");
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void complain(boolean wrong, String format, @Nullable Object... arguments) {
    if (wrong) {
      remember(complaints, account.name() + ": " + format.formatted(arguments));
    }
  }

  private static void remember(List<String> some, String what) {
    if (some.size() < MOST_COMPLAINTS) {
      some.add(what);
    }
  }

  /** Why some of its reads failed. */
  List<String> refusals() {
    return refusals;
  }

  /** Whether a read was answered that began after this time. */
  boolean answeredSince(long time) {
    return answeredLast - time > 0;
  }

  Outages outages() {
    return outages;
  }

  Map<String, Long> servedBy() {
    return servedBy;
  }

  /** Reads that went back in time, or behind what was acknowledged before they began. */
  List<String> complaints() {
    return complaints;
  }
}
