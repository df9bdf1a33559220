package io.tributary.app.lab.speed;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

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
    return post("/api/credits/consume", token, utf8(operation(id))).statusCode();
  }

  /** A batch at a time; one that is not decided in time is sent again. Says how many were approved. */
  public Prepared batches(String token, int operations, int batch) {
    List<byte[]> bodies = parts(operations, batch).stream()
        .map(part -> utf8("{\"operations\":[" + String.join(",", part) + "]}"))
        .toList();
    return () -> {
      long approved = 0;
      for (byte[] body : bodies) {
        approved += batch(token, body);
      }
      return approved;
    };
  }

  private long batch(String token, byte[] body) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<byte[]> answer = post("/api/credits/consume/batch", token, body);
    while (answer.statusCode() != OK && System.nanoTime() < deadline) {
      answer = post("/api/credits/consume/batch", token, body);
    }
    return count(APPROVED, answer.body(), answer.body().length);
  }

  private HttpResponse<byte[]> post(String path, String token, byte[] body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException closed) {
      // The server ends a connection that was idle for long, maybe as it is used again. Operations are known by their ids.
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  /** On one stream, some lines at a time; it fails when not all were approved. */
  public Prepared stream(String token, int operations, int lines) {
    List<byte[]> chunks = parts(operations, lines).stream()
        .map(part -> String.join("\n", part) + "\n")
        .map(part -> utf8(Integer.toHexString(part.length()) + "\r\n" + part + "\r\n"))
        .toList();
    return () -> stream(token, chunks);
  }

  private long stream(String token, List<byte[]> chunks) throws IOException, InterruptedException, ExecutionException {
    // On a plain socket: the JDK's client does not read an answer while it still sends.
    try (Socket socket = new Socket(url.getHost(), url.getPort());
        ExecutorService writer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sent = writer.submit(() -> {
        write(socket.getOutputStream(), token, chunks);
        return null;
      });
      long approved = read(socket.getInputStream());
      sent.get();
      return approved;
    }
  }

  private void write(OutputStream output, String token, List<byte[]> chunks) throws IOException {
    output.write(utf8("POST /api/credits/consume/stream HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer " + token
        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
    for (byte[] chunk : chunks) {
      output.write(chunk);
    }
    output.write(utf8("0\r\n\r\n"));
  }

  /** New operations, some together. */
  private List<List<String>> parts(int operations, int atATime) {
    String prefix = UUID.randomUUID() + "-";
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < operations; from += atATime) {
      parts.add(IntStream.range(from, Math.min(operations, from + atATime)).mapToObj(i -> operation(prefix + i)).toList());
    }
    return parts;
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A way of sending many: {@link #batches} or {@link #stream}. */
  @FunctionalInterface
  public interface Bulk {
    Prepared prepare(String token, int operations, int atATime);
  }

  /** New operations that were written out beforehand: what is measured is the platform, and not how they are made. */
  @FunctionalInterface
  public interface Prepared {
    /** How many were approved. */
    long send() throws Exception;
  }

  /**
   * Sends so many on each connection at the same time; operations per second.
   *
   * @throws IllegalStateException when not all were approved: a figure with failures in it is none
   */
  public double inBulk(Bulk bulk, List<String> tokens, int connections, int operations, int atATime)
      throws InterruptedException, ExecutionException {
    List<Prepared> prepared = IntStream.range(0, connections)
        .mapToObj(number -> bulk.prepare(tokens.get(number % tokens.size()), operations, atATime))
        .toList();
    Callers.All<Long> all = Callers.run(connections, number -> prepared.get(number).send());
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
