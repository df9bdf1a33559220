package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.CommandMeta;
import io.tributary.schemas.TenantKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {
  private final UUID tenant = UUID.randomUUID();

  @Test
  void linesNameRecordTraceAndCorrelationWhileARecordIsHandled() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01".getBytes(StandardCharsets.UTF_8));
    Received received =
        new Received("credits.commands", 3, 7, Instant.EPOCH, TenantKey.bytes(tenant), new byte[0], headers);
    try (LogContext log = LogContext.of(received)) {
      assertThat(MDC.get("record")).isEqualTo("credits.commands-3@7");
      assertThat(MDC.get("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
      assertThat(MDC.get("correlationId")).isNull();
      Envelopes.cause(received, CommandMeta.newBuilder()
          .setId(UUID.randomUUID().toString()).setType("credits.consume").setTenantId(TenantKey.of(tenant))
          .setTimestamp(Instant.EPOCH).setCorrelationId("order-1").setReplyPartition(0).build());
      assertThat(MDC.get("correlationId")).isEqualTo("order-1");
    }
    assertThat(MDC.get("record")).isNull();
    assertThat(MDC.get("traceId")).isNull();
    assertThat(MDC.get("correlationId")).isNull();
  }
}
