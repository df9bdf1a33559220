package io.tributary.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TributaryCredits}. */
public final class CreditsBuilder {
  private final URI baseUri;
  private final Supplier<String> token;
  private final String application;
  private @Nullable String tenantId;
  private @Nullable String entityId;
  private long leaseSize = 1_000;
  private Duration leaseTtl = Duration.ofHours(1);
  private Duration leaseGrace = Duration.ofDays(1);
  private Duration clockMargin = Duration.ofSeconds(5);
  private Duration timeout = Duration.ofSeconds(2);
  private Duration pause = Duration.ofSeconds(5);
  private int failuresToOpen = 3;
  private Duration upkeep = Duration.ofSeconds(1);
  private @Nullable Path directory;
  private CreditsListener listener = new CreditsListener() {};

  CreditsBuilder(URI baseUri, Supplier<String> token, String application) {
    this.baseUri = Objects.requireNonNull(baseUri, "baseUri");
    this.token = Objects.requireNonNull(token, "token");
    this.application = Objects.requireNonNull(application, "application");
  }

  /** Needed with a platform's token only; a tenant's says which. */
  public CreditsBuilder tenantId(String value) {
    tenantId = value;
    return this;
  }

  /** Whose wallet; the tenant's root organization by default. */
  public CreditsBuilder entityId(String value) {
    entityId = value;
    return this;
  }

  /**
   * How much may be spent locally. These credits are held: keep it small beside the wallet. 1,000 by default.
   *
   * @param ttl for how long, seconds to days; a new lease is taken when half of it is over. One hour by default
   */
  public CreditsBuilder lease(long credits, Duration ttl) {
    if (credits < 1 || ttl.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a lease has 1 credit or more, for 1 second or more");
    }
    leaseSize = credits;
    leaseTtl = ttl;
    return this;
  }

  /** After a lease has expired: for how long the platform may be away before what was spent is lost. A day by default. */
  public CreditsBuilder grace(Duration value) {
    leaseGrace = value;
    return this;
  }

  /** Before the end of a lease, in which it is not spent any more: 5 seconds by default. */
  public CreditsBuilder clockMargin(Duration value) {
    clockMargin = value;
    return this;
  }

  /** For each call; 2 seconds by default. */
  public CreditsBuilder timeout(Duration value) {
    timeout = value;
    return this;
  }

  /**
   * When calls are not made any more, and for how long at first; it doubles up to a minute. 3 and 5 seconds by default.
   *
   * @param failures in a row, from 1
   */
  public CreditsBuilder breaker(int failures, Duration firstPause) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures must be at least 1");
    }
    failuresToOpen = failures;
    pause = firstPause;
    return this;
  }

  /** How often leases and the queue are looked after; every second by default. */
  public CreditsBuilder upkeep(Duration value) {
    upkeep = value;
    return this;
  }

  /** Where what was spent locally is written: on a disk that outlives the process, for this client alone. */
  public CreditsBuilder directory(Path value) {
    directory = value;
    return this;
  }

  public CreditsBuilder listener(CreditsListener value) {
    listener = value;
    return this;
  }

  /**
   * Starts the client; the first lease is taken in the background.
   *
   * @throws IOException when the directory can't be used, another client uses it, or its queue is damaged
   */
  public TributaryCredits build() throws IOException {
    return build(new SteadyClock());
  }

  TributaryCredits build(InstantSource clock) throws IOException {
    Path path = Objects.requireNonNull(directory, "directory");
    return new TributaryCredits(
        new Settings(
            baseUri, token, tenantId, application, entityId, leaseSize, leaseTtl, leaseGrace, clockMargin, timeout,
            pause, failuresToOpen, upkeep, path, listener),
        clock);
  }
}
