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

  /** Called when a connection there could not be made, or broke: where there are several, another one is the better choice. */
  default void lost(URI url) {}

  /** A bearer token of the role {@code platform}. */
  String token();

  /** Called when a token was refused. */
  void renewToken();
}
