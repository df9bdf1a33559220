package io.tributary.topologies.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskAssignor;
import org.apache.kafka.streams.processor.assignment.TaskInfo;

/**
 * A task that somebody serves moves only to a process that has followed it and is near its end (ADR 25). Streams' own assignor
 * looks at how far a process's stores are, and so gives tasks to one that has just started, and first has to open its stores, or
 * to wipe them after a crash, while nobody serves the task.
 */
public final class WarmTaskAssignor implements TaskAssignor {
  /** By this client tag a process tells since when it runs, in milliseconds since 1970. */
  static final String SINCE = "since";

  /** Until it is looked again whether who shall take over has caught up. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  /** Streams reports stores that a process only found on its disk like those that it follows: it must have run for as long. */
  private static final Duration STARTING = Duration.ofSeconds(8);

  /** Stands for the lag of a task that the process serves. */
  private static final long RUNNING = -2;

  @Override
  public TaskAssignment assign(ApplicationState application) {
    Collection<KafkaStreamsState> states = application.kafkaStreamsStates(true).values();
    Set<TaskId> stateful = application.allTasks().values().stream()
        .filter(TaskInfo::isStateful).map(TaskInfo::id).collect(Collectors.toSet());
    TaskPlacement placement = new TaskPlacement(
        states.stream().map(state -> candidate(state, application.allTasks().keySet(), stateful)).toList(),
        application.allTasks().keySet(),
        stateful,
        application.assignmentConfigs());
    boolean settled = placement.place();
    List<KafkaStreamsAssignment> assignments = new ArrayList<>();
    for (KafkaStreamsState state : states) {
      KafkaStreamsAssignment assignment = assignment(placement, state.processId());
      // One who asks is enough.
      assignments.add(settled || !assignments.isEmpty()
          ? assignment
          : assignment.withFollowupRebalance(Instant.now().plus(LOOK_AGAIN)));
    }
    return new TaskAssignment(assignments);
  }

  private static TaskPlacement.Candidate candidate(KafkaStreamsState state, Set<TaskId> all, Set<TaskId> stateful) {
    Set<TaskId> had = new HashSet<>(state.previousActiveTasks());
    if (!starting(state.clientTags().getOrDefault(SINCE, "0"), Instant.now())) {
      had.addAll(state.previousStandbyTasks());
    }
    return new TaskPlacement.Candidate(
        state.processId(),
        Set.copyOf(state.previousActiveTasks()),
        had,
        all.stream().collect(Collectors.toMap(task -> task, task -> stateful.contains(task) ? lag(state, task) : 0)));
  }

  /** Where clocks differ by more than that, a process counts as one that has run for long. */
  static boolean starting(String since, Instant now) {
    Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(since)), now);
    return !age.isNegative() && age.compareTo(STARTING) < 0;
  }

  /** Records of its changelogs that it lacks. Negative where Streams has no number. */
  private static long lag(KafkaStreamsState state, TaskId task) {
    long lag = state.lagFor(task);
    if (lag >= 0) {
      return lag;
    }
    return lag == RUNNING ? 0 : Long.MAX_VALUE;
  }

  private static KafkaStreamsAssignment assignment(TaskPlacement placement, ProcessId process) {
    Set<AssignedTask> tasks = new HashSet<>();
    placement.active(process).forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
    placement.standby(process).forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.STANDBY)));
    return KafkaStreamsAssignment.of(process, tasks);
  }
}
