package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Callers;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.StreamsSettings;
import io.tributary.topologies.kernel.TopicSpecs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one context in this process: checks its topics, runs its Streams application, and knows how it fares. What fails
 * here leaves other contexts running (design rule 5).
 */
public final class ContextRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContextRuntime.class);
  private static final Duration OTHERS_TOPICS = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(8);

  /** Records in the changelogs that a standby may lack when it takes over: Streams' own default for a warm copy. */
  private static final long NEAR = 10_000;

  private final ContextDefinition definition;
  private final CommittedInputs committed = new CommittedInputs();
  private final RestoreProgress restores = new RestoreProgress();
  private final ContextState state;
  private final KafkaStreams streams;
  private final TenantLocator locator;
  private final int partitions;
  private final int standbyReplicas;
  private final EndOffsets ends;
  private final InputEnds inputEnds;
  private final ContextMeters meters;
  private volatile boolean caughtUp;

  private ContextRuntime(
      ContextDefinition definition, Topology topology, Properties properties, RuntimeSettings settings, Callers callers) {
    this.definition = definition;
    Context context = definition.context();
    state = new ContextState(context, restores);
    streams = new KafkaStreams(topology, properties, new TrackingClients(committed, Polling.of(context), callers));
    streams.setStateListener(state);
    streams.setGlobalStateRestoreListener(restores);
    streams.setUncaughtExceptionHandler(
        new ThreadFailures(context, InstantSource.system(), ThreadFailures::sleep, state::failed));
    locator = new TenantLocator(streams, StoreKind.VIEWS.storeName(context), settings);
    partitions = settings.partitions();
    standbyReplicas = settings.standbyReplicas();
    ends = new EndOffsets(settings, context.applicationId() + "-ends-" + settings.instanceId());
    inputEnds = new InputEnds(ends);
    meters = new ContextMeters(context, streams, state, restores);
  }

  /**
   * Makes the context's missing topics, waits up to 30 s for those of other contexts that it reads, and starts. Returns
   * before the context is running.
   *
   * @param callers who waits in this process for what the context decides
   * @throws StartFailedException when a topic is missing or has another partition count, the brokers don't answer, or
   *     another process uses the state directory
   */
  public static ContextRuntime start(
      ContextDefinition definition, Payloads payloads, RuntimeSettings settings, Callers callers) {
    Topology topology = definition.topology(payloads);
    Properties properties = properties(definition.context(), settings);
    new ContextTopics(
        definition, TopicSpecs.changelogs(properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG), topology), settings)
        .ensure(OTHERS_TOPICS);
    try {
      ContextRuntime runtime = new ContextRuntime(definition, topology, properties, settings, callers);
      runtime.start();
      return runtime;
    } catch (KafkaException e) {
      throw new StartFailedException("%s cannot start: %s".formatted(definition.context().id(), Causes.sentence(e)), e);
    }
  }

  /** As {@link #start(ContextDefinition, Payloads, RuntimeSettings, Callers)}, where nobody in this process waits for decisions. */
  public static ContextRuntime start(ContextDefinition definition, Payloads payloads, RuntimeSettings settings) {
    return start(definition, payloads, settings, new Callers());
  }

  private void start() {
    try {
      streams.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Waits until all assigned partitions are restored and served.
   *
   * @throws StartFailedException when the context fails first, or the time is over
   */
  public void awaitRunning(Duration timeout) {
    state.awaitRunning(timeout);
  }

  public Context context() {
    return definition.context();
  }

  public ContextHealth health() {
    return state.health();
  }

  /**
   * Stops within 8 seconds; a second call does nothing. An only instance stays a member of its group, so that it gets its
   * partitions back at once when it returns. Where there are others it leaves: they follow its partitions and take them over
   * at once, instead of waiting for a session to end that hardly any restart is shorter than.
   */
  @Override
  public void close() {
    CloseOptions how = CloseOptions.timeout(CLOSE).withGroupMembershipOperation(tasks().peers().isEmpty()
        ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
        : CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    ends.close();
    meters.close();
    if (!streams.close(how)) {
      LOG.warn("{} did not stop within {} s; what it had not committed will be processed again",
          context().id(), CLOSE.toSeconds());
    }
  }

  TenantLocator locator() {
    return locator;
  }

  /** True when the context knows of {@code source} what its events tell, and decides nothing itself. */
  boolean follows(Context source) {
    return context().follows() && definition.inputs().contains(source.events());
  }

  /** Where its inputs end. */
  EndOffsets ends() {
    return ends;
  }

  int partitions() {
    return partitions;
  }

  /**
   * Until this process has once followed its standby partitions to near their end: how far it still is, in one sentence.
   * Before that, whoever stops another process would leave its partitions to one that has to restore them.
   */
  public Optional<String> catchingUp() {
    if (caughtUp || standbyReplicas == 0) {
      return Optional.empty();
    }
    try {
      long behind = streams.allLocalStorePartitionLags().values().stream()
          .flatMap(store -> store.values().stream()).mapToLong(LagInfo::offsetLag).sum();
      caughtUp = behind <= NEAR;
      return caughtUp ? Optional.empty() : Optional.of("its copies are %d records behind".formatted(behind));
    } catch (StreamsException | IllegalStateException e) {
      return Optional.of("it is not known how far its copies are");
    }
  }

  /** What this process has of the context, and who else has some of it. */
  public ContextTasks tasks() {
    return ContextTasks.of(streams, locator.self());
  }

  PartitionRows partition(int partition, Role role) {
    List<TopicPartition> inputs =
        definition.inputs().stream().map(topic -> new TopicPartition(topic, partition)).toList();
    return new LocalPartition(context(), partition, role, inputs, committed, inputEnds, streams);
  }

  /** A reader met rows that the disk has not kept: the context fails, before anybody is told what is not so. */
  void unreadable(ProcessorStateException error) {
    LOG.error("{}: its stores cannot be read", context().id(), error);
    state.failed("its stores cannot be read: " + Causes.sentence(error));
  }

  CommittedInputs committed() {
    return committed;
  }

  Set<String> inputs() {
    return definition.inputs();
  }

  private static Properties properties(Context context, RuntimeSettings settings) {
    Properties properties = new StreamsSettings(
        context, settings.kafka(), settings.stateDirectory(), settings.instanceId(),
        settings.advertised().toString(), settings.standbyReplicas(), settings.replicationFactor()).toProperties();
    properties.putAll(settings.overrides());
    return properties;
  }
}
