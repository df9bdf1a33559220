package io.tributary.api.commands;

/** The reply partition was given to another instance while a caller waited: its reply will not be seen here. */
final class ReplyMovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplyMovedException() {
    super("the reply partition moved", null, false, false);
  }
}
