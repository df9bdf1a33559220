package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.serve.Waiting.NotYetException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** Kafka brokers that others run. */
record ExternalKafka(String bootstrapServers, Admin admin) implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** Below what a health check may take. */
  private static final Duration PROBE = Duration.ofMillis(600);

  private static final Duration CLOSE = Duration.ofSeconds(1);

  /**
   * Returns once a broker answers.
   *
   * @throws CommandFailure when none does in time
   */
  static ExternalKafka await(String bootstrapServers, Duration patience) throws InterruptedException {
    return Waiting.until(patience, "Kafka at " + bootstrapServers + " cannot be reached", () -> {
      ExternalKafka kafka = new ExternalKafka(bootstrapServers, admin(bootstrapServers));
      try {
        kafka.ask(ANSWER);
        return kafka;
      } catch (ExecutionException | TimeoutException e) {
        kafka.close();
        throw new NotYetException("no broker answers", e);
      } catch (InterruptedException e) {
        kafka.close();
        throw e;
      }
    });
  }

  private static Admin admin(String bootstrapServers) throws NotYetException {
    try {
      return Admin.create(Map.of("bootstrap.servers", (Object) bootstrapServers, "client.id", "tributary-health"));
    } catch (ConfigException e) {
      throw new CommandFailure(ExitCode.USAGE, "The address of Kafka can't be used: " + e.getMessage(), e);
    } catch (KafkaException e) {
      // A name that isn't known yet: its container may not have been started.
      throw new NotYetException(Waiting.reason(e), e);
    }
  }

  Part health() {
    try {
      ask(PROBE);
      return Part.up();
    } catch (ExecutionException | TimeoutException e) {
      return PlatformHealth.down("no broker answers");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PlatformHealth.down("the check was interrupted");
    }
  }

  private void ask(Duration patience) throws ExecutionException, TimeoutException, InterruptedException {
    int millis = (int) patience.toMillis();
    admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis)).nodes().get(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
