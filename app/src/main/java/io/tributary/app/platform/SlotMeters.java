package io.tributary.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.app.start.Step;
import io.tributary.connectors.CaptureLag;
import io.tributary.connectors.OutboxBacklog;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/**
 * Capture's slot as PostgreSQL sees it, which also tells of a capture that is away: the log behind it, and about how many rows of the
 * outbox that is. NaN while PostgreSQL does not answer.
 */
final class SlotMeters implements MeterBinder {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final Step<HikariDataSource> postgres;
  private final OutboxBacklog backlog = new OutboxBacklog();
  private Optional<Figures> last = Optional.empty();
  private long nextNanos = System.nanoTime();

  private record Figures(CaptureLag lag, OptionalLong rows) {}

  SlotMeters(Step<HikariDataSource> postgres) {
    this.postgres = postgres;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("tributary.slot.behind", "Log that capture has not confirmed", now -> now.lag().bytesBehind())
        .baseUnit("bytes").register(registry);
    gauge("tributary.slot.retained", "Log that PostgreSQL keeps on its disk for capture", now -> now.lag().bytesRetained())
        .baseUnit("bytes").register(registry);
    gauge("tributary.slot.active", "1 while a capture is connected", now -> now.lag().active() ? 1 : 0)
        .register(registry);
    gauge("tributary.outbox.waiting", "About how many outbox rows capture has not confirmed", now -> now.rows().orElse(0))
        .baseUnit("rows").register(registry);
  }

  private Gauge.Builder<SlotMeters> gauge(
      String name, String description, ToDoubleFunction<Figures> figure) {
    return Gauge.builder(name, this, meters -> meters.read().map(figure::applyAsDouble).orElse(Double.NaN))
        .description(description)
        // Nobody else holds it.
        .strongReference(true);
  }

  /** One connection for all figures of a scrape. */
  private synchronized Optional<Figures> read() {
    if (System.nanoTime() - nextNanos >= 0) {
      last = CaptureView.ask(postgres, this::look);
      nextNanos = System.nanoTime() + FRESH;
    }
    return last;
  }

  private Optional<Figures> look(Connection connection) throws SQLException {
    Optional<CaptureLag> lag = CaptureLag.read(connection);
    return lag.isEmpty() ? Optional.empty() : Optional.of(new Figures(lag.get(), backlog.read(connection)));
  }
}
