package io.tributary.topologies.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits in this process for the answer to a command, by the command's id. Where the command is decided in the same process, the commit
 * of its transaction answers them; elsewhere the replies topic does. Thread-safe.
 */
public final class Callers {
  private final ConcurrentMap<String, Consumer<byte[]>> waiting = new ConcurrentHashMap<>();

  /**
   * Somebody begins to wait, before the command is sent.
   *
   * @param caller is given the reply's payload on the thread that decides, which it must not hold up
   */
  public void expect(String commandId, Consumer<byte[]> caller) {
    waiting.put(commandId, caller);
  }

  /** Nobody waits any longer. */
  public void forget(String commandId) {
    waiting.remove(commandId);
  }

  @Nullable Consumer<byte[]> waiting(String commandId) {
    return waiting.get(commandId);
  }
}
