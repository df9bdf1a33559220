package io.tributary.api.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.api.commands.CommandGateway;
import io.tributary.queries.InputLag;
import io.tributary.queries.Lags;
import io.tributary.schemas.Context;
import java.util.List;
import org.springframework.stereotype.Component;

/** The platform's own figures: commands that wait, and how far each context is behind its input. */
@Component
class PlatformMetrics implements MeterBinder {
  private final CommandGateway gateway;
  private final Lags lags;

  PlatformMetrics(CommandGateway gateway, Lags lags) {
    this.gateway = gateway;
    this.lags = lags;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("tributary.commands.inflight", gateway, CommandGateway::inFlight)
        .description("Commands of this instance that wait for a decision")
        .register(registry);
    for (Context context : Context.values()) {
      List<String> topics =
          context.captured() ? List.of(context.outbox(), context.commands()) : List.of(Context.CREDITS.events());
      for (String topic : topics) {
        Gauge.builder("tributary.input.behind", lags, source -> behind(source, context, topic))
            .description("Input records that the context has still to apply")
            .tags(Tags.of("context", context.id(), "topic", topic))
            .register(registry);
      }
    }
  }

  private static double behind(Lags source, Context context, String topic) {
    return source.current().inputs().stream()
        .filter(input -> input.context() == context && input.topic().equals(topic))
        .mapToDouble(InputLag::behind)
        .findFirst()
        .orElse(Double.NaN);
  }
}
