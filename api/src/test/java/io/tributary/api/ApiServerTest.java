package io.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.api.harness.Api;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class ApiServerTest {
  @Test
  void aTakenPortIsToldAndNothingStaysOpen() {
    Api first = Api.shared();
    assertThatThrownBy(() -> new Api(first.http.port(), Api.NO_KAFKA, Duration.ofSeconds(1), 1))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining(Integer.toString(first.http.port()));
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("credits-replies")))
        .hasSize(1);
  }

  @Test
  void closingIsBounded() {
    Api api = new Api(Api.NO_KAFKA, Duration.ofSeconds(1), 1);
    Instant start = Instant.now();
    api.close();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }
}
