package io.tributary.api.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.api.commands.CommandGateway;
import io.tributary.queries.InputLag;
import io.tributary.queries.Lags;
import io.tributary.schemas.Context;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The platform's own figures: commands that wait, and how far each context is behind its input. */
@Component
class PlatformMetrics implements MeterBinder {
  private final List<CommandGateway<?>> gateways;
  private final Lags lags;

  PlatformMetrics(List<CommandGateway<?>> gateways, Lags lags) {
    this.gateways = gateways;
    this.lags = lags;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (CommandGateway<?> gateway : gateways) {
      Gauge.builder("tributary.commands.inflight", gateway, CommandGateway::inFlight)
          .description("Commands of this instance that wait for a decision")
          .tags(Tags.of("context", gateway.context().id()))
          .register(registry);
    }
    for (Context context : Context.values()) {
      for (String topic : inputs(context)) {
        Gauge.builder("tributary.input.behind", lags, source -> behind(source, context, topic))
            .description("Input records that the context has still to apply")
            .tags(Tags.of("context", context.id(), "topic", topic))
            .register(registry);
      }
    }
  }

  private static List<String> inputs(Context context) {
    List<String> topics = new ArrayList<>();
    if (context.captured()) {
      topics.add(context.outbox());
    }
    if (context.decides()) {
      topics.add(context.commands());
    }
    if (context.follows()) {
      topics.add(Context.CREDITS.events());
    }
    return topics;
  }

  private static double behind(Lags source, Context context, String topic) {
    return source.current().inputs().stream()
        .filter(input -> input.context() == context && input.topic().equals(topic))
        .mapToDouble(InputLag::behind)
        .findFirst()
        .orElse(Double.NaN);
  }
}
