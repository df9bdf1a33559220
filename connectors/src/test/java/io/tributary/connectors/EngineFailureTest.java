package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class EngineFailureTest {
  @Test
  void aBrokenConnectionMayPass() {
    SQLException broken = new SQLException("Database connection failed", "08006", new EOFException());
    assertThat(EngineFailure.of(new ConnectException("stopped", broken)).connection()).isTrue();
    assertThat(EngineFailure.of(new SQLException("shutting down\nmore", "57P01")))
        .isEqualTo(new EngineFailure(true, "shutting down"));
  }

  @Test
  void aWrongPasswordDoesNotPass() {
    assertThat(EngineFailure.of(new SQLException("password authentication failed", "28P01")).connection()).isFalse();
  }

  @Test
  void aRowThatKafkaRefusedEndsTheCaptureWhateverItsCause() {
    CaptureException refused = new CaptureException("Kafka did not take a row", new EOFException("gone"));
    assertThat(EngineFailure.of(new ExecutionException(refused)))
        .isEqualTo(new EngineFailure(false, "Kafka did not take a row"));
  }

  @Test
  void whatIsNotUnderstoodEndsTheCapture() {
    assertThat(EngineFailure.of(new RetriableException("who knows")).connection()).isFalse();
    assertThat(EngineFailure.of(new NullPointerException()).reason()).isEqualTo("NullPointerException");
  }
}
