package io.tributary.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void theCallersIdIsKeptElseItsTraceElseANewOne() {
    assertThat(Correlation.from("order-7", TRACE)).isEqualTo(new Correlation("order-7", TRACE));
    assertThat(Correlation.from(null, TRACE).id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    Correlation fresh = Correlation.from(null, null);
    assertThat(fresh.id()).hasSize(36);
    assertThat(fresh.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    assertThat(Correlation.from(null, null)).isNotEqualTo(fresh);
  }

  @Test
  void whatCouldSpoilALogIsReplaced() {
    for (String id : new String[] {"", "a b", "a\nb", "ä", "x".repeat(129), "<script>"}) {
      assertThat(Correlation.from(id, null).id()).as(id).hasSize(36);
    }
    String zeroTrace = "00-00000000000000000000000000000000-00f067aa0ba902b7-01";
    for (String trace : new String[] {"nonsense", zeroTrace, TRACE + "-x"}) {
      assertThat(Correlation.from("a", trace).traceparent()).isNotEqualTo(trace);
    }
  }

  @Test
  void everyAnswerCarriesIt() {
    Api api = Api.shared();
    assertThat(api.http.get("/health/live").header("X-Correlation-Id", "abc").send().header("X-Correlation-Id"))
        .isEqualTo("abc");
    assertThat(api.http.get("/api/tenants").send().header("X-Correlation-Id")).hasSize(36);
  }
}
