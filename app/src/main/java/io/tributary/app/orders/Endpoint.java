package io.tributary.app.orders;

import java.net.URI;

/** Where and as whom to call. Both are asked anew for each attempt: an instance may come back elsewhere, tokens expire. */
public interface Endpoint {
  /**
   * The instance's base URL without a trailing slash.
   *
   * @throws io.tributary.app.CommandFailure while no instance runs
   */
  URI url();

  /** A bearer token of the role {@code platform}. */
  String token();

  /** Called when a token was refused. */
  void renewToken();
}
