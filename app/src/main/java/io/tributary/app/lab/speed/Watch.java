package io.tributary.app.lab.speed;

import io.tributary.app.lab.Outages;
import io.tributary.app.lab.speed.Stand.Account;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Clients that read, each one wallet in one class of consistency, until it is over. */
final class Watch {
  static final Duration PAUSE = Duration.ofMillis(20);
  private static final long BUCKET_NANOS = Duration.ofMillis(250).toNanos();

  private final Getter client;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Thread> threads;
  private final long begin = System.nanoTime();
  private long end;

  private Watch(Getter client, Collection<String> consistencies, List<Account> accounts) {
    this.client = client;
    consistencies.forEach(consistency -> accounts.forEach(account -> readers.add(new Reader(account, consistency))));
    threads = readers.stream().map(reader -> Thread.ofVirtual().start(reader)).toList();
  }

  /** @param client is closed when it is over */
  static Watch start(Getter client, Collection<String> consistencies, List<Account> accounts) {
    return new Watch(client, consistencies, accounts);
  }

  void stop() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    end = System.nanoTime();
    client.close();
  }

  /** The longest time that any client had no answer, in milliseconds. */
  double longest(String consistency) {
    return readers.stream().filter(reader -> reader.consistency.equals(consistency))
        .mapToDouble(reader -> reader.outages.longest(end).toNanos() / 1e6).max().orElse(0);
  }

  /** What the answers of standbys took. */
  LongStream standbys() {
    return readers.stream().flatMapToLong(reader -> reader.standbys.build());
  }

  /** Answers a second, by the seconds since {@code origin}. */
  Plot.Line answers(String consistency, long origin) {
    Map<Long, Long> counts = new TreeMap<>();
    for (long bucket = 1; bucket < (end - begin) / BUCKET_NANOS; bucket++) {
      counts.put(bucket, 0L);
    }
    readers.stream().filter(reader -> reader.consistency.equals(consistency)).flatMap(reader -> reader.answered.stream())
        .forEach(time -> counts.computeIfPresent((time - begin) / BUCKET_NANOS, (bucket, count) -> count + 1));
    return new Plot.Line(consistency, counts.entrySet().stream().map(count -> new Plot.Point(
        (begin + count.getKey() * BUCKET_NANOS - origin) / 1e9, count.getValue() * 1e9 / BUCKET_NANOS)).toList());
  }

  private final class Reader implements Runnable {
    private final Account account;
    private final String consistency;
    private final Outages outages = new Outages();
    private final List<Long> answered = new ArrayList<>();
    private final LongStream.Builder standbys = LongStream.builder();

    Reader(Account account, String consistency) {
      this.account = account;
      this.consistency = consistency;
    }

    @Override
    public void run() {
      try {
        while (!over.get()) {
          long asked = System.nanoTime();
          String answer = ask();
          if (answer != null) {
            long now = System.nanoTime();
            answered.add(now);
            outages.succeeded(now);
            if (answer.contains(Answers.STANDBY)) {
              standbys.add(now - asked);
            }
          } else {
            outages.failed(asked);
          }
          Thread.sleep(PAUSE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private @Nullable String ask() throws InterruptedException {
      try {
        HttpResponse<String> answer = client.get(account.path(), consistency, null);
        return answer.statusCode() == 200 ? answer.body() : null;
      } catch (IOException notNow) {
        return null;
      }
    }
  }
}
