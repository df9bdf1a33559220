package io.tributary.connectors;

/** What a capture is doing. */
public sealed interface CaptureState {
  /** Checks the slot against the stored position, and on a first start reads the rows that are already there. */
  record Starting() implements CaptureState {}

  /** Rows reach the raw topics as they are committed. */
  record Streaming() implements CaptureState {}

  /**
   * PostgreSQL can't be reached; the capture tries again.
   *
   * @param attempt number of the retry that follows, from 1
   */
  record Reconnecting(String reason, int attempt) implements CaptureState {}

  record Stopping() implements CaptureState {}

  record Stopped() implements CaptureState {}

  /**
   * It stopped by itself and stays stopped: nothing has been skipped.
   *
   * @param reason one sentence for the operator
   */
  record Failed(String reason) implements CaptureState {}

  /** Whether nothing runs any more. */
  default boolean ended() {
    return this instanceof Stopped || this instanceof Failed;
  }
}
