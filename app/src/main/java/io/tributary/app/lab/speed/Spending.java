package io.tributary.app.lab.speed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A tenant's operations over HTTP: each a request, in batches, or on a stream of NDJSON; each takes one credit. Thread-safe. */
public final class Spending implements AutoCloseable {
  private static final byte[] APPROVED = ":\"approved\"".getBytes(StandardCharsets.UTF_8);
  private static final byte[] CODE = "\"code\":".getBytes(StandardCharsets.UTF_8);
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .executor(Executors.newVirtualThreadPerTaskExecutor())
      .build();
  private final URI url;
  private final String application;

  /** @param url of an API, without a path */
  public Spending(URI url, String application) {
    this.url = url;
    this.application = application;
  }

  /** One operation; the answer's status. */
  int one(String token, String id) throws IOException, InterruptedException {
    return post("/api/credits/consume", token, operation(id)).statusCode();
  }

  /** Sends so many, a batch at a time, one that is not decided in time again; returns how many were approved. */
  public long batches(String token, int operations, int batch) throws IOException, InterruptedException {
    String prefix = UUID.randomUUID() + "-";
    long approved = 0;
    for (int from = 0; from < operations; from += batch) {
      StringBuilder body = new StringBuilder("{\"operations\":[");
      for (int i = from; i < Math.min(operations, from + batch); i++) {
        body.append(i == from ? "" : ",").append(operation(prefix + i));
      }
      approved += batch(token, body.append("]}").toString());
    }
    return approved;
  }

  private long batch(String token, String body) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<byte[]> answer = post("/api/credits/consume/batch", token, body);
    while (answer.statusCode() != OK && System.nanoTime() < deadline) {
      answer = post("/api/credits/consume/batch", token, body);
    }
    return count(APPROVED, answer.body(), answer.body().length);
  }

  private HttpResponse<byte[]> post(String path, String token, String body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException closed) {
      // The server ends a connection that was idle for long, maybe as it is used again. Operations are known by their ids.
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  /**
   * Sends so many on one stream, some lines at a time; returns how many were approved.
   *
   * @throws IOException when one was not
   */
  public long stream(String token, int operations, int lines) throws IOException, InterruptedException, ExecutionException {
    // On a plain socket: the JDK's client does not read an answer while it still sends.
    try (Socket socket = new Socket(url.getHost(), url.getPort());
        ExecutorService writer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sent = writer.submit(() -> {
        write(new BufferedOutputStream(socket.getOutputStream(), BUFFER), token, operations, lines);
        return null;
      });
      long approved = read(new BufferedInputStream(socket.getInputStream(), BUFFER));
      sent.get();
      return approved;
    }
  }

  private void write(OutputStream output, String token, int operations, int lines) throws IOException {
    String head = "POST /api/credits/consume/stream HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer " + token
        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    output.write(head.getBytes(StandardCharsets.US_ASCII));
    String prefix = UUID.randomUUID() + "-";
    for (int from = 0; from < operations; from += lines) {
      StringBuilder some = new StringBuilder();
      for (int i = from; i < Math.min(operations, from + lines); i++) {
        some.append(operation(prefix + i)).append('\n');
      }
      output.write((Integer.toHexString(some.length()) + "\r\n" + some + "\r\n").getBytes(StandardCharsets.US_ASCII));
      output.flush();
    }
    output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    output.flush();
  }

  private String operation(String id) {
    return "{\"application\":\"" + application + "\",\"creditAmount\":1,\"operationCode\":\"" + application
        + ".calls.log\",\"operationId\":\"" + id + "\"}";
  }

  /** Counts the lines of the answer, which end in a bare line feed, as its chunks' frames don't; any failure ends it. */
  private static long read(InputStream input) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[BUFFER];
    byte before = 0;
    for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
      if (count(CODE, buffer, length) > 0) {
        throw new IOException("not all approved: " + new String(buffer, 0, Math.min(length, 2000), StandardCharsets.UTF_8));
      }
      for (int i = 0; i < length; i++) {
        lines += buffer[i] == '\n' && before != '\r' ? 1 : 0;
        before = buffer[i];
      }
    }
    return lines;
  }

  private static long count(byte[] what, byte[] buffer, int length) {
    long count = 0;
    for (int i = 0; i + what.length <= length; i++) {
      if (buffer[i] == what[0] && Arrays.equals(buffer, i, i + what.length, what, 0, what.length)) {
        count++;
      }
    }
    return count;
  }

  /** A way of sending many: {@link #batches} or {@link #stream}. */
  @FunctionalInterface
  public interface Bulk {
    long send(String token, int operations, int atATime) throws Exception;
  }

  /**
   * Sends so many on each connection at the same time; operations per second.
   *
   * @throws IllegalStateException when not all were approved: a figure with failures in it is none
   */
  public double inBulk(Bulk bulk, List<String> tokens, int connections, int operations, int atATime)
      throws InterruptedException, ExecutionException {
    Callers.All<Long> all =
        Callers.run(connections, number -> bulk.send(tokens.get(number % tokens.size()), operations, atATime));
    long approved = all.results().stream().mapToLong(Long::longValue).sum();
    if (approved != (long) connections * operations) {
      throw new IllegalStateException("approved " + approved + " of " + (long) connections * operations);
    }
    return approved / all.seconds();
  }

  @Override
  public void close() {
    client.close();
  }
}
