package io.tributary.app.start;

import java.time.Duration;

/** Hears of the steps of a start, from several threads. */
public interface StartListener {
  void started(String step);

  void made(String step, Duration took);

  void failed(String step, Throwable cause);
}
