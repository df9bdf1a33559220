package io.tributary.app.cli;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.instance.Instance;
import io.tributary.app.orders.Endpoint;
import java.net.URI;
import java.time.Duration;

/** A running instance, as its operator calls it. */
final class InstanceEndpoint implements Endpoint {
  private static final Duration TOKEN_TTL = Duration.ofHours(12);

  private final Instance instance;
  private final String subject;
  private volatile String token;

  /** @param subject who the tokens are for */
  InstanceEndpoint(Instance instance, String subject) {
    this.instance = instance;
    this.subject = subject;
    // Asked first, so that a directory without an instance is reported as that, not as one without keys.
    instance.httpUrl();
    this.token = mint();
  }

  private String mint() {
    return new Tokens(instance.secrets().token()).mint(subject, null, CallerRole.PLATFORM, TOKEN_TTL);
  }

  @Override
  public URI url() {
    return URI.create(instance.httpUrl());
  }

  @Override
  public String token() {
    return token;
  }

  @Override
  public void renewToken() {
    token = mint();
  }
}
