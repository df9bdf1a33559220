package io.tributary.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.app.start.Step;
import io.tributary.connectors.CaptureLag;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Capture's slot as PostgreSQL sees it, which also tells of a capture that is away. Which rows of the outbox are still to be
 * captured PostgreSQL can't say; the log behind the slot can be measured. NaN while it does not answer.
 */
final class SlotMeters implements MeterBinder {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final Step<HikariDataSource> postgres;
  private Optional<CaptureLag> last = Optional.empty();
  private long nextNanos = System.nanoTime();

  SlotMeters(Step<HikariDataSource> postgres) {
    this.postgres = postgres;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("tributary.slot.behind", "Log that capture has not confirmed", CaptureLag::bytesBehind)
        .baseUnit("bytes").register(registry);
    gauge("tributary.slot.retained", "Log that PostgreSQL keeps on its disk for capture", CaptureLag::bytesRetained)
        .baseUnit("bytes").register(registry);
    gauge("tributary.slot.active", "1 while a capture is connected", lag -> lag.active() ? 1 : 0)
        .register(registry);
  }

  private Gauge.Builder<SlotMeters> gauge(
      String name, String description, ToDoubleFunction<CaptureLag> figure) {
    return Gauge.builder(name, this, meters -> meters.read().map(figure::applyAsDouble).orElse(Double.NaN))
        .description(description)
        // Nobody else holds it.
        .strongReference(true);
  }

  /** One question for all figures of a scrape. */
  private synchronized Optional<CaptureLag> read() {
    if (System.nanoTime() - nextNanos >= 0) {
      last = CaptureView.lag(postgres);
      nextNanos = System.nanoTime() + FRESH;
    }
    return last;
  }
}
