package io.tributary.app.lab;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A bad line to the broker. Of a request it looks at the first field alone, which says what is asked (Kafka's protocol: length,
 * then the API key); all else passes as it comes.
 */
final class BrokerProxy implements AutoCloseable {
  private static final int CHUNK = 64 << 10;

  /** The broker does what it was asked before the line breaks. */
  private static final Duration DONE = Duration.ofMillis(100);

  /** What becomes of a request that is struck. */
  enum Blow {
    /** The line breaks before it arrives. */
    LOSE_REQUEST,
    /** The line breaks after it was done: who asked does not know. */
    LOSE_REPLY,
    /** It arrives 400 ms late, and so does what follows on its line. */
    DELAY
  }

  /**
   * Which requests are struck.
   *
   * @param every the n-th of them, counted over all lines; 0 for none
   */
  record Weather(Set<ApiKeys> requests, Blow blow, int every) {
    static final Weather FAIR = new Weather(Set.of(), Blow.DELAY, 0);
  }

  private static final Duration LATE = Duration.ofMillis(400);

  private final InetSocketAddress broker;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong met = new AtomicLong();
  private final AtomicLong struck = new AtomicLong();
  private volatile Weather weather = Weather.FAIR;

  private BrokerProxy(int brokerPort) throws IOException {
    broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort);
    server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  /** @param brokerPort where the broker listens for those who come this way */
  static BrokerProxy to(int brokerPort) {
    try {
      return new BrokerProxy(brokerPort);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "The laboratory's proxy cannot listen: " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Returns how many requests the weather before has struck. */
  long turn(Weather to) {
    weather = to;
    return struck.getAndSet(0);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().name("proxy line").start(() -> serve(client));
      } catch (IOException e) {
        // Closed, or a client that left at once.
      }
    }
  }

  private void serve(Socket client) {
    try (client; Socket line = new Socket()) {
      line.connect(broker);
      open.add(client);
      open.add(line);
      client.setTcpNoDelay(true);
      line.setTcpNoDelay(true);
      // Taken here: a client whose output is shut down already has none to give, and the line would break before its request is passed on.
      OutputStream out = client.getOutputStream();
      Thread back = Thread.ofVirtual().name("proxy replies").start(() -> replies(line, client, out));
      requests(client, line);
      client.close();
      line.close();
      back.join();
    } catch (IOException e) {
      // Either end left: so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.removeIf(Socket::isClosed);
    }
  }

  private void requests(Socket client, Socket line) throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = line.getOutputStream();
    while (true) {
      byte[] request = new byte[in.readInt()];
      in.readFully(request);
      Weather now = weather;
      boolean hit = now.every() > 0 && now.requests().contains(ApiKeys.forId(ByteBuffer.wrap(request).getShort()))
          && met.incrementAndGet() % now.every() == 0;
      if (hit) {
        struck.incrementAndGet();
        switch (now.blow()) {
          case LOSE_REQUEST -> {
            return;
          }
          case LOSE_REPLY -> {
            client.shutdownOutput();
            write(out, request);
            Thread.sleep(DONE);
            return;
          }
          case DELAY -> Thread.sleep(LATE);
        }
      }
      write(out, request);
    }
  }

  private static void write(OutputStream out, byte[] request) throws IOException {
    out.write(ByteBuffer.allocate(Integer.BYTES + request.length).putInt(request.length).put(request).array());
    out.flush();
  }

  private static void replies(Socket line, Socket client, OutputStream out) {
    byte[] bytes = new byte[CHUNK];
    try (client; line) {
      InputStream in = line.getInputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        out.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // Either end left: so does the other.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "The laboratory's proxy cannot be closed: " + e.getMessage(), e);
    }
  }
}
