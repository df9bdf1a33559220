package io.tributary.app.platform;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.queries.ContextHealth;
import io.tributary.queries.ContextInputs;
import io.tributary.queries.ContextRuntime;
import io.tributary.schemas.Context;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import io.tributary.topologies.kernel.Callers;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.usage.UsageTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The topologies of all contexts, in one process. */
final class Contexts implements ContextsView {
  static final List<ContextDefinition> ALL =
      List.of(new DirectoryTopology(), new CreditsTopology(), new UsageTopology(), new InventoryTopology());

  /** What every process knows of them, whether it runs them or not. */
  static final ContextInputs INPUTS = ContextInputs.of(ALL);

  private static final Duration RUNNING_PATIENCE = Duration.ofMinutes(5);

  private final StoreSettings settings;
  private final Supplier<KafkaAccess> access;
  private final Callers callers = new Callers();
  private final Map<Context, Step<ContextRuntime>> steps = new EnumMap<>(Context.class);

  /** @param version what is run of each definition */
  Contexts(
      Startup startup,
      Server<KafkaAccess> kafka,
      Step<? extends Payloads> schemas,
      StoreSettings settings,
      UnaryOperator<ContextDefinition> version) {
    this.settings = settings;
    this.access = kafka.address();
    for (ContextDefinition definition : ALL) {
      steps.put(definition.context(), startup.step(
          name(definition.context()) + " topology", () -> start(version.apply(definition), schemas.get()), kafka.ready(), schemas));
    }
  }

  private ContextRuntime start(ContextDefinition definition, Payloads payloads) throws IOException {
    // Two contexts that start at the same moment would both try to make it, and one would fail.
    Files.createDirectories(settings.states());
    return ContextRuntime.start(definition, payloads, settings.runtime(access.get()), callers);
  }

  /** Adds steps that are made once all stores are restored, so that the start tells when they are. */
  void awaitStates(Startup startup) {
    steps.forEach((context, step) -> startup.step(name(context) + " state", () -> {
      step.get().awaitRunning(RUNNING_PATIENCE);
      return RUNNING_PATIENCE;
    }, step));
  }

  /** Whom they answer by their commits. */
  Callers callers() {
    return callers;
  }

  Step<ContextRuntime> step(Context context) {
    return steps.get(context);
  }

  Step<?>[] steps() {
    return steps.values().toArray(Step<?>[]::new);
  }

  List<ContextRuntime> running() {
    return steps.values().stream().map(Step::get).toList();
  }

  @Override
  public Part health(Context context) {
    return steps.get(context).made().map(Contexts::health).orElseGet(PlatformHealth::starting);
  }

  private static Part health(ContextRuntime runtime) {
    ContextHealth health = runtime.health();
    if (!health.ready()) {
      return PlatformHealth.down(health.detail());
    }
    Optional<String> catchingUp = runtime.catchingUp();
    return catchingUp.map(detail -> new Part(Status.DOWN, detail)).orElseGet(Part::up);
  }

  private static String name(Context context) {
    return context.name().charAt(0) + context.id().substring(1);
  }
}
