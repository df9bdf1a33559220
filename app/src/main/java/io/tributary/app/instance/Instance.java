package io.tributary.app.instance;

/** A running platform, as the commands see it that speak to one. */
public interface Instance {
  /**
   * Where it is now, without a trailing slash; it may have moved since the last call.
   *
   * @throws io.tributary.app.CommandFailure while none runs, as far as that can be told
   */
  String httpUrl();

  /**
   * The platform's keys, read anew.
   *
   * @throws io.tributary.app.CommandFailure naming the key that is missing or damaged
   */
  Secrets secrets();
}
