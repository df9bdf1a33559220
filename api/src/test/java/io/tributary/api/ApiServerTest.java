package io.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.api.harness.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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
  void aConnectionIsGoodForManyRequests() throws IOException {
    int requests = 250;
    try (Socket socket = new Socket("127.0.0.1", Api.shared().http.port())) {
      socket.setSoTimeout(20_000);
      String all = "HEAD /api/tenants HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(requests);
      socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      int answered = 0;
      for (String line = ""; line != null && answered < requests; line = answers.readLine()) {
        answered += line.startsWith("HTTP/1.1 ") ? 1 : 0;
      }
      assertThat(answered).isEqualTo(requests);
    }
  }

  @Test
  void closingIsBounded() {
    Api api = new Api(Api.NO_KAFKA, Duration.ofSeconds(1), 1);
    Instant start = Instant.now();
    api.close();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }
}
