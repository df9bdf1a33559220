package io.tributary.app.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tributary.queries.InputLag;
import io.tributary.queries.KafkaLags;
import io.tributary.schemas.Context;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A worker's figures; NaN while it is still starting. */
public record Gauges(Supplier<Optional<KafkaLags>> lags, Supplier<Optional<Integer>> questions) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    for (Map.Entry<Context, Set<String>> context : Contexts.INPUTS.topics().entrySet()) {
      for (String topic : context.getValue()) {
        Gauge.builder("tributary.input.behind", this, gauges -> gauges.behind(context.getKey(), topic))
            .description("Input records that the context has still to apply")
            .tags(Tags.of("context", context.getKey().id(), "topic", topic))
            // Nobody else holds it.
            .strongReference(true)
            .register(registry);
      }
    }
    Gauge.builder("tributary.queries.inside", this, gauges -> gauges.questions().get().map(Double::valueOf).orElse(Double.NaN))
        .description("Questions of other processes that are being answered, or wait for it")
        .strongReference(true)
        .register(registry);
  }

  private double behind(Context context, String topic) {
    return lags.get().stream()
        .flatMap(known -> known.current().inputs().stream())
        .filter(input -> input.context() == context && input.topic().equals(topic))
        .mapToDouble(InputLag::behind)
        .findFirst()
        .orElse(Double.NaN);
  }
}
