package io.tributary.bench;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Decisions per second of a running platform over HTTP: in batches, and on streams of NDJSON. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = "Loads a running platform by batches and by NDJSON streams; prints Markdown.")
public final class StreamBench implements Callable<Integer> {
  private static final byte[] APPROVED = ":\"approved\"".getBytes(StandardCharsets.UTF_8);

  private static final byte[] CODE = "\"code\":".getBytes(StandardCharsets.UTF_8);

  @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "Of the API (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Option(names = "--tokens", split = ",", required = true, description = "A tenant's token each; their crm wallets must be funded.")
  private List<String> tokens;

  @Option(names = "--connections", split = ",", defaultValue = "1,4", description = "At a time (default: ${DEFAULT-VALUE}).")
  private List<Integer> connections;

  @Option(names = "--operations", defaultValue = "100000", description = "Of each connection in a round (default: ${DEFAULT-VALUE}).")
  private int operations;

  @Option(names = "--batch", defaultValue = "1000", description = "Operations of a batch (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each figure, after one to warm up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private interface Sender {
    /** Sends all operations of a connection; returns how many were approved. */
    long send(String token) throws Exception;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StreamBench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("| | connections | decisions/s (median, min–max) |");
    System.out.println("|---|---:|---:|");
    for (int number : connections) {
      measure("batches of " + batch, number, this::batches);
      measure("NDJSON stream", number, this::stream);
    }
    return 0;
  }

  private void measure(String name, int number, Sender sender) throws Exception {
    double[] perSecond = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      long start = System.nanoTime();
      run(number, sender);
      if (round >= 0) {
        perSecond[round] = (double) number * operations / ((System.nanoTime() - start) / 1e9);
      }
    }
    Arrays.sort(perSecond);
    System.out.printf(
        "| %s | %d | %,.0f (%,.0f–%,.0f) |%n", name, number, perSecond[rounds / 2], perSecond[0], perSecond[rounds - 1]);
  }

  private void run(int number, Sender sender) throws Exception {
    List<Future<Long>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < number; i++) {
        String token = tokens.get(i % tokens.size());
        running.add(threads.submit(() -> sender.send(token)));
      }
    }
    for (Future<Long> one : running) {
      if (one.get() != operations) {
        throw new IllegalStateException("approved " + one.get() + " of " + operations);
      }
    }
  }

  private long batches(String token) throws Exception {
    String prefix = UUID.randomUUID() + "-";
    long approved = 0;
    for (int from = 0; from < operations; from += batch) {
      StringBuilder body = new StringBuilder("{\"operations\":[");
      for (int i = from; i < Math.min(operations, from + batch); i++) {
        body.append(i == from ? "" : ",").append(operation(prefix, i));
      }
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve("/api/credits/consume/batch"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body.append("]}").toString()))
              .build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      approved += count(APPROVED, response.body(), response.body().length);
    }
    return approved;
  }

  /** On a plain socket: the JDK's client does not read an answer while it still sends. */
  private long stream(String token) throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort());
        ExecutorService writer = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sent = writer.submit(() -> {
        write(new BufferedOutputStream(socket.getOutputStream(), 1 << 16), token);
        return null;
      });
      long approved = read(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      sent.get();
      return approved;
    }
  }

  private void write(OutputStream output, String token) throws IOException {
    String head =
        "POST /api/credits/consume/stream HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nAuthorization: Bearer " + token
            + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    output.write(head.getBytes(StandardCharsets.US_ASCII));
    String prefix = UUID.randomUUID() + "-";
    for (int from = 0; from < operations; from += batch) {
      StringBuilder lines = new StringBuilder();
      for (int i = from; i < Math.min(operations, from + batch); i++) {
        lines.append(operation(prefix, i)).append('\n');
      }
      output.write((Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n").getBytes(StandardCharsets.US_ASCII));
      output.flush();
    }
    output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    output.flush();
  }

  private static String operation(String prefix, int i) {
    return "{\"application\":\"crm\",\"creditAmount\":1,\"operationCode\":\"crm.calls.log\",\"operationId\":\"" + prefix + i
        + "\"}";
  }

  /** Counts the lines of the answer, which end in a bare line feed, as its chunks' frames don't; any failure ends it. */
  private static long read(InputStream input) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
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
}
