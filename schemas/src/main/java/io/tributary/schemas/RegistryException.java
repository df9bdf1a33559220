package io.tributary.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry answered, and refused: asking again gives the same answer. */
public final class RegistryException extends SerializationException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int errorCode;

  /**
   * @param status the HTTP status
   * @param errorCode Confluent's finer code, such as 40403 (schema not found), or the status where none was given
   */
  public RegistryException(int status, int errorCode, String message) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }

  public int status() {
    return status;
  }

  public int errorCode() {
    return errorCode;
  }
}
