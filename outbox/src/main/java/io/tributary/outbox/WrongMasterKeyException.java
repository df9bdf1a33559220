package io.tributary.outbox;

/** The master key isn't the one that the database was set up with: what is sealed there could not be read. */
public final class WrongMasterKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongMasterKeyException() {
    super("the master key is not the one that this database was set up with");
  }
}
