package io.tributary.app.serve;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.platform.PlatformHealth;
import io.tributary.app.serve.Waiting.NotYetException;
import io.tributary.schemas.KafkaAccess;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/** Kafka brokers that others run. */
record ExternalKafka(KafkaAccess access, Admin admin) implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** Below what a health check may take. */
  private static final Duration PROBE = Duration.ofMillis(600);

  private static final Duration CLOSE = Duration.ofSeconds(1);

  /**
   * Returns once a broker answers.
   *
   * @throws CommandFailure when none does in time, lets this process in, or the settings can't be used
   */
  static ExternalKafka await(KafkaAccess access, Duration patience) throws InterruptedException {
    return Waiting.until(patience, "Kafka at " + access + " cannot be reached", () -> {
      ExternalKafka kafka = new ExternalKafka(access, admin(access));
      try {
        kafka.ask(ANSWER);
        return kafka;
      } catch (ExecutionException | TimeoutException e) {
        kafka.close();
        // A user may be made at the same time.
        throw new NotYetException(refused(e).orElse("no broker answers"), e);
      } catch (InterruptedException e) {
        kafka.close();
        throw e;
      }
    });
  }

  private static Admin admin(KafkaAccess access) throws NotYetException {
    try {
      return access.admin("tributary-health");
    } catch (ConfigException e) {
      throw unusable(e);
    } catch (KafkaException e) {
      if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause).anyMatch(ExternalKafka::staysSo)) {
        throw unusable(e);
      }
      // A name that isn't known yet: its container may not have been started.
      throw new NotYetException(Waiting.reason(e), e);
    }
  }

  /** Key and trust stores that can't be read, credentials that can't be parsed. */
  private static boolean staysSo(Throwable cause) {
    return cause instanceof InvalidConfigurationException || cause instanceof IllegalArgumentException
        || cause instanceof LoginException || cause instanceof ClassNotFoundException || cause instanceof NoSuchFileException;
  }

  private static CommandFailure unusable(KafkaException e) {
    return new CommandFailure(
        ExitCode.USAGE, "The address of Kafka, or its properties, can't be used: " + Waiting.reason(e), e);
  }

  private static Optional<String> refused(Exception e) {
    return e.getCause() instanceof AuthenticationException refusal
        ? Optional.of("it refuses: " + refusal.getMessage())
        : Optional.empty();
  }

  Part health() {
    try {
      ask(PROBE);
      return Part.up();
    } catch (ExecutionException | TimeoutException e) {
      return PlatformHealth.down(refused(e).orElse("no broker answers"));
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
