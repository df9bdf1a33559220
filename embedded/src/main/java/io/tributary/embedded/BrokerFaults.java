package io.tributary.embedded;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Turns Kafka's calls for the end of the process (all log directories dead, a fault in the controller) into a message to the
 * brokers that run in it. Kafka does not say which broker called.
 */
final class BrokerFaults {
  private static final Set<Consumer<String>> LISTENERS = new LinkedHashSet<>();

  private BrokerFaults() {}

  static synchronized void listen(Consumer<String> listener) {
    if (LISTENERS.isEmpty()) {
      Exit.setExitProcedure(BrokerFaults::report);
      Exit.setHaltProcedure(BrokerFaults::report);
    }
    LISTENERS.add(listener);
  }

  static synchronized void forget(Consumer<String> listener) {
    if (LISTENERS.remove(listener) && LISTENERS.isEmpty()) {
      Exit.resetExitProcedure();
      Exit.resetHaltProcedure();
    }
  }

  private static void report(int status, @Nullable String message) {
    String reason = message == null ? "Kafka asked for the end of the process with status " + status : message;
    Set<Consumer<String>> listeners;
    synchronized (BrokerFaults.class) {
      listeners = Set.copyOf(LISTENERS);
    }
    listeners.forEach(listener -> listener.accept(reason));
  }
}
