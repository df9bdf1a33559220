package io.tributary.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses TCP ports on 127.0.0.1. */
public final class FreePorts {
  /** Below the range from which systems take ports for outgoing connections, so that none of those can slip in. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** A port that is free now and that this process has not been given before. */
  public static synchronized int next() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (!GIVEN.contains(port) && isFree(port)) {
        GIVEN.add(port);
        return port;
      }
    }
    throw new PartFailedException("no free port between " + LOWEST + " and " + HIGHEST + "; stop some servers");
  }

  /** True if nothing listens on 127.0.0.1:{@code port}, nor on all addresses. */
  public static boolean isFree(int port) {
    return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)) && canBind(new InetSocketAddress(port));
  }

  /**
   * The given port if it is free, another free one for 0.
   *
   * @param option the command-line option by which the user can choose another port
   */
  static int claim(int port, String option) {
    if (port == 0) {
      return next();
    }
    if (port < 0 || port > 65_535) {
      throw new PartFailedException("port " + port + " does not exist; choose one from 1 to 65535 with " + option);
    }
    if (!isFree(port)) {
      throw new PartFailedException("port " + port + " is taken; choose another with " + option);
    }
    return port;
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // A port whose old connections are in TIME_WAIT is free for servers.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
