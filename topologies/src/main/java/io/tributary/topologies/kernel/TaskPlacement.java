package io.tributary.topologies.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.AssignmentConfigs;
import org.apache.kafka.streams.processor.assignment.ProcessId;

/** One answer to which process has which task. It depends on its input alone: whoever leads the group finds the same. */
final class TaskPlacement {
  /**
   * A process that may have tasks.
   *
   * @param serves tasks that it serves now
   * @param had tasks that it serves or follows now
   * @param lags records that it lacks of each task
   */
  record Candidate(ProcessId id, Set<TaskId> serves, Set<TaskId> had, Map<TaskId, Long> lags) {
    long lag(TaskId task) {
      return lags.getOrDefault(task, Long.MAX_VALUE);
    }
  }

  private final List<Candidate> candidates;
  private final SortedSet<TaskId> tasks;
  private final Set<TaskId> stateful;
  private final AssignmentConfigs configs;
  private final Map<ProcessId, SortedSet<TaskId>> active = new HashMap<>();
  private final Map<ProcessId, SortedSet<TaskId>> standby = new HashMap<>();
  private final Map<TaskId, Candidate> owners = new TreeMap<>();

  TaskPlacement(Collection<Candidate> candidates, Set<TaskId> tasks, Set<TaskId> stateful, AssignmentConfigs configs) {
    this.candidates = candidates.stream().sorted(Comparator.comparing(Candidate::id)).toList();
    this.tasks = new TreeSet<>(tasks);
    this.stateful = stateful;
    this.configs = configs;
    for (Candidate candidate : candidates) {
      active.put(candidate.id(), new TreeSet<>());
      standby.put(candidate.id(), new TreeSet<>());
    }
  }

  /** Returns whether it can stay so; otherwise somebody has to catch up first, and it is to be placed anew later. */
  boolean place() {
    tasks.forEach(task -> candidates.stream()
        .filter(candidate -> candidate.serves().contains(task))
        .findFirst()
        .ifPresent(owner -> serve(task, owner)));
    tasks.stream().filter(task -> !owners.containsKey(task)).forEach(task -> serve(task, heir(task)));
    while (moveOne()) {
      // Each move brings it nearer to balance.
    }
    boolean settled = warmUp();
    follow();
    return settled;
  }

  SortedSet<TaskId> active(ProcessId process) {
    return active.getOrDefault(process, new TreeSet<>());
  }

  SortedSet<TaskId> standby(ProcessId process) {
    return standby.getOrDefault(process, new TreeSet<>());
  }

  /** Of those who are near its end, who has the least to do; if nobody is, who is nearest. */
  private Candidate heir(TaskId task) {
    return candidates.stream()
        .filter(candidate -> warm(candidate, task))
        .min(Comparator.comparing(this::load).thenComparing(candidate -> candidate.lag(task)))
        .or(() -> candidates.stream().min(
            Comparator.<Candidate, Long>comparing(candidate -> candidate.lag(task)).thenComparing(this::load)))
        .orElseThrow(() -> new IllegalStateException("a group has members"));
  }

  private boolean warm(Candidate candidate, TaskId task) {
    return candidate.had().contains(task) && candidate.lag(task) <= configs.acceptableRecoveryLag();
  }

  /** From one who has at least two more than another. */
  private boolean moveOne() {
    for (Candidate target : byLoad().toList()) {
      Optional<TaskId> moved = surplus(target).filter(task -> warm(target, task)).findFirst();
      if (moved.isPresent()) {
        active(owners.get(moved.get()).id()).remove(moved.get());
        serve(moved.get(), target);
        return true;
      }
    }
    return false;
  }

  /** Lets those who shall have more follow what they can't take yet; returns whether there is nothing of the kind. */
  private boolean warmUp() {
    Map<ProcessId, Integer> later = new HashMap<>();
    int additional = 0;
    boolean settled = true;
    for (Candidate target : byLoad().toList()) {
      for (TaskId task : surplus(target).toList()) {
        Candidate owner = owners.get(task);
        int gains = later.getOrDefault(target.id(), 0);
        int losses = later.getOrDefault(owner.id(), 0);
        if (load(owner) + losses - load(target) - gains < 2) {
          continue;
        }
        settled = false;
        if (target.had().contains(task) || additional++ < configs.maxWarmupReplicas()) {
          standby(target.id()).add(task);
          later.merge(target.id(), 1, Integer::sum);
          later.merge(owner.id(), -1, Integer::sum);
        }
      }
    }
    return settled;
  }

  /** Tasks of those who have at least two more than this one, of the most loaded first. */
  private Stream<TaskId> surplus(Candidate target) {
    return byLoad().toList().reversed().stream()
        .filter(owner -> load(owner) - load(target) > 1)
        .flatMap(owner -> active(owner.id()).stream().toList().stream());
  }

  /** Copies stay where they are; a process has no more than its share of them while another one can take them. */
  private void follow() {
    int share = candidates.isEmpty()
        ? 0 : (stateful.size() * configs.numStandbyReplicas() + candidates.size() - 1) / candidates.size();
    for (TaskId task : tasks) {
      if (!stateful.contains(task)) {
        continue;
      }
      Comparator<Candidate> order = Comparator
          .<Candidate, Boolean>comparing(candidate -> standby(candidate.id()).size() >= share)
          .thenComparing(candidate -> !candidate.had().contains(task))
          .thenComparing(candidate -> candidate.lag(task))
          .thenComparing(candidate -> standby(candidate.id()).size());
      candidates.stream()
          // Who is still catching up replaces no copy.
          .filter(candidate -> !candidate.equals(owners.get(task)) && !standby(candidate.id()).contains(task))
          .sorted(order)
          .limit(configs.numStandbyReplicas())
          .toList()
          .forEach(candidate -> standby(candidate.id()).add(task));
    }
  }

  private void serve(TaskId task, Candidate owner) {
    owners.put(task, owner);
    active(owner.id()).add(task);
  }

  private Stream<Candidate> byLoad() {
    return candidates.stream().sorted(Comparator.comparing(this::load));
  }

  private int load(Candidate candidate) {
    return active(candidate.id()).size();
  }
}
