package io.tributary.app.lab.speed;

import io.tributary.app.lab.Question;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A client's GETs, timed. Thread-safe. */
final class Getter implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .executor(Executors.newVirtualThreadPerTaskExecutor())
      .build();
  private final String url;
  private final String token;

  Getter(String url, String token) {
    this.url = url;
    this.token = token;
  }

  /**
   * Asks once.
   *
   * @param consistency of the header {@code Tributary-Consistency}
   * @param position that the answer must have reached
   */
  HttpResponse<String> get(String path, @Nullable String consistency, @Nullable String position)
      throws IOException, InterruptedException {
    return client.send(
        new Question(path, consistency, position).to(url, token, TIMEOUT), HttpResponse.BodyHandlers.ofString());
  }

  /** What is done with an answer. */
  interface Each {
    void accept(String body, long nanos);
  }

  /**
   * Asks again and again.
   *
   * @param paths of the number of a question
   * @param each is told the answers, and what each took
   * @throws IllegalStateException when an answer wasn't good
   */
  void repeat(int times, @Nullable String consistency, IntFunction<String> paths, Each each)
      throws IOException, InterruptedException {
    for (int number = 0; number < times; number++) {
      String path = paths.apply(number);
      long begin = System.nanoTime();
      HttpResponse<String> answer = get(path, consistency, null);
      long nanos = System.nanoTime() - begin;
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " was answered " + answer.statusCode() + ": " + answer.body());
      }
      each.accept(answer.body(), nanos);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
