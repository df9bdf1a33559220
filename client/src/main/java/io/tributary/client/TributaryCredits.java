package io.tributary.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Consumes credits of one wallet, by any number of threads. While the platform answers, it decides. While it doesn't, a
 * lease that was taken before pays, up to what it has and until it ends; each such consumption is on the disk before it is
 * answered, and the ledger is told when the platform is back. An operation counts once, whatever way it went.
 */
public final class TributaryCredits implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TributaryCredits.class.getName());

  private final Settings settings;
  private final Platform platform;
  private final CircuitBreaker breaker;
  private final GuardedPlatform guard;
  private final QueueDirectory directory;
  private final Vault vault;
  private final Reconciler reconciler;
  private final LeaseKeeper leases;
  private final ScheduledExecutorService background;

  TributaryCredits(Settings settings, InstantSource clock) throws IOException {
    this.settings = settings;
    this.directory = QueueDirectory.lock(settings.directory());
    try {
      this.vault = new Vault(directory.journal(), clock, settings.clockMargin());
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    this.platform = new Platform(settings);
    this.breaker =
        new CircuitBreaker(settings.failuresToOpen(), settings.pause(), clock, this::breakerChanged);
    this.guard = new GuardedPlatform(breaker);
    this.reconciler = new Reconciler(platform, guard, vault, new Rejects(directory.rejects()), settings.listener());
    this.leases = new LeaseKeeper(settings, platform, guard, vault, clock);
    this.background = Executors.newSingleThreadScheduledExecutor(
        work -> Thread.ofPlatform().daemon().name("tributary-credits").unstarted(work));
    long upkeep = settings.upkeep().toMillis();
    background.scheduleWithFixedDelay(this::upkeep, 0, upkeep, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins a client.
   *
   * @param baseUri of the platform's API, without a path
   * @param token is asked for a bearer token before each call
   * @param application whose wallet is spent
   */
  public static CreditsBuilder builder(URI baseUri, Supplier<String> token, String application) {
    return new CreditsBuilder(baseUri, token, application);
  }

  /** Takes at most the timeout that was set, plus a write to the disk. */
  public Decision consume(Operation operation) {
    Decision known = vault.known(operation);
    Decision decision = known == null ? ask(operation) : known;
    settings.listener().decided(operation, decision);
    return decision;
  }

  /** Operations that were approved locally and that the ledger is still to be told. */
  public int pending() {
    return vault.pending();
  }

  /** Credits that could be spent locally now. */
  public long spendable() {
    return vault.spendable();
  }

  public BreakerState breaker() {
    return breaker.state();
  }

  /** Tells the ledger what it can, and gives back leases that paid nothing; what is left waits for the next start. */
  @Override
  public void close() throws IOException {
    background.shutdown();
    try {
      // What runs now ends by its timeout; an interruption would leave its outcome open.
      background.awaitTermination(settings.timeout().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (directory; vault; platform) {
      if (breaker.state() == BreakerState.CLOSED) {
        reconciler.run();
        leases.closeIdle(null);
      }
    }
  }

  private Decision ask(Operation operation) {
    return switch (guard.call(() -> platform.consume(operation))) {
      case PlatformAnswer.Done done ->
          new Decision.Approved(done.body().path("balance").asLong(), done.body().path("replayed").asBoolean(false));
      case PlatformAnswer.Declined declined -> {
        if (declined.code().equals("insufficient_credits") && vault.spendable() > 0) {
          leases.shun();
        }
        yield new Decision.Refused(declined.code(), declined.detail(), declined.balance());
      }
      case PlatformAnswer.Unknown unknown -> switch (vault.spend(operation)) {
        case Decision.Unavailable none -> new Decision.Unavailable(unknown.reason() + "; " + none.reason());
        case Decision spent -> spent;
      };
    };
  }

  private void upkeep() {
    try {
      reconciler.run();
      leases.run();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the queue of local consumptions in " + settings.directory() + " needs attention", e);
    }
  }

  private void breakerChanged(BreakerState state) {
    LOG.log(Level.INFO, () -> "calls to " + settings.baseUri() + " are " + state);
    settings.listener().breakerChanged(state);
  }
}
