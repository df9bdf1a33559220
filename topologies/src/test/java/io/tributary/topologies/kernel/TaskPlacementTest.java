package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.kernel.TaskPlacement.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.AssignmentConfigs;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPlacementTest {
  private static final long NEAR = 10_000;
  private static final Set<TaskId> FOUR = tasks(4);

  @Test
  void theFirstProcessHasAll() {
    Group group = new Group(FOUR, 1);
    ProcessId first = group.join();

    assertThat(group.rebalance()).isTrue();
    assertThat(group.active(first)).isEqualTo(FOUR);
  }

  @Test
  void whoComesLaterFollowsFirstAndHasItsShareOnceItHasCaughtUp() {
    Group group = new Group(FOUR, 1);
    ProcessId first = group.join();
    group.rebalance();
    ProcessId second = group.join();

    assertThat(group.rebalance()).as("settled").isFalse();
    assertThat(group.active(first)).isEqualTo(FOUR);
    assertThat(group.standby(second)).isEqualTo(FOUR);

    group.lag(second, NEAR + 1);
    assertThat(group.rebalance()).as("settled").isFalse();
    assertThat(group.active(second)).isEmpty();

    group.lag(second, NEAR);
    assertThat(group.rebalance()).as("settled").isTrue();
    assertThat(group.active(second)).hasSize(2);
    assertThat(group.standby(first)).isEqualTo(group.active(second));
  }

  @Test
  void whatWasGivenUpForAnotherGoesToThatOtherAlsoInTheNextRound() {
    Group group = new Group(FOUR, 1);
    group.join();
    group.rebalance();
    ProcessId second = group.join();
    group.rebalance();
    group.lag(second, 3);
    group.rebalance();
    Set<TaskId> moved = group.active(second);

    // Streams lets the one revoke first, and asks again before it gives the tasks to the other.
    group.revoked(second);
    group.rebalance();

    assertThat(group.active(second)).isEqualTo(moved);
  }

  @Test
  void whoIsNearestInheritsEvenWhenNobodyIsNear() {
    Group group = new Group(FOUR, 0);
    ProcessId first = group.join();
    ProcessId second = group.join();
    group.lag(first, 50_000);
    group.lag(second, 40_000);

    group.rebalance();

    assertThat(group.active(second)).isEqualTo(FOUR);
  }

  @Test
  void whoCatchesUpReplacesNoCopy() {
    Group group = new Group(FOUR, 1);
    List<ProcessId> old = List.of(group.join(), group.join());
    group.rebalance();
    group.settle();
    Map<ProcessId, Set<TaskId>> copies = new HashMap<>();
    old.forEach(process -> copies.put(process, group.standby(process)));

    group.join();
    group.rebalance();

    assertThat(old).allSatisfy(process -> assertThat(group.standby(process)).containsAll(copies.get(process)));
  }

  /** Processes come and go; each rebalance sees some of them caught up. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingMovesToWhoIsNotNearAndInTheEndAllHaveTheirShare(long seed) {
    Random random = new Random(seed);
    Group group = new Group(tasks(1 + random.nextInt(12)), random.nextInt(3));
    group.join();
    for (int step = 0; step < 60; step++) {
      if (random.nextInt(4) == 0 && group.size() < 5) {
        group.join();
      } else if (random.nextInt(6) == 0 && group.size() > 1) {
        group.leave(random.nextInt(group.size()));
      } else if (random.nextInt(3) == 0) {
        group.someCatchUp(random);
      }
      group.rebalance();
      group.requireSound();
    }
    group.settle();
    group.requireSound();
    assertThat(group.mostLoaded() - group.leastLoaded()).isLessThanOrEqualTo(1);
  }

  private static Set<TaskId> tasks(int count) {
    return IntStream.range(0, count).mapToObj(partition -> new TaskId(0, partition)).collect(Collectors.toSet());
  }

  /** Processes with what they have, as the next rebalance finds it. */
  private static final class Group {
    private final Map<ProcessId, Candidate> members = new TreeMap<>();
    private final Map<ProcessId, Set<TaskId>> standbys = new HashMap<>();
    private final Set<TaskId> tasks;
    private final AssignmentConfigs configs;
    private long ids;

    Group(Set<TaskId> tasks, int standbyReplicas) {
      this.tasks = tasks;
      this.configs = new AssignmentConfigs(NEAR, 2, standbyReplicas, 60_000L, List.of());
    }

    ProcessId join() {
      ProcessId id = new ProcessId(new UUID(0, ++ids * 7919 % 101));
      members.put(id, new Candidate(id, Set.of(), Set.of(), lags(task -> 1_000_000L)));
      return id;
    }

    void leave(int number) {
      members.remove(List.copyOf(members.keySet()).get(number));
    }

    void lag(ProcessId id, long lag) {
      members.computeIfPresent(id, (key, member) ->
          new Candidate(id, member.serves(), member.had(), lags(task -> member.serves().contains(task) ? 0 : lag)));
    }

    void someCatchUp(Random random) {
      members.keySet().stream().filter(id -> random.nextBoolean()).forEach(this::catchUp);
    }

    private void catchUp(ProcessId id) {
      members.computeIfPresent(id, (key, member) -> new Candidate(id, member.serves(), member.had(),
          lags(task -> member.had().contains(task) ? 5 : member.lag(task))));
    }

    void revoked(ProcessId id) {
      members.computeIfPresent(id, (key, member) -> new Candidate(id, Set.of(), member.had(), member.lags()));
    }

    boolean rebalance() {
      List<Candidate> shuffled = new ArrayList<>(members.values());
      Collections.shuffle(shuffled, new Random(ids));
      TaskPlacement placement = placement(members.values());
      boolean settled = placement.place();
      TaskPlacement again = placement(shuffled);
      again.place();
      for (Candidate before : List.copyOf(members.values())) {
        ProcessId id = before.id();
        assertThat(placement.active(id)).as("whoever leads").isEqualTo(again.active(id));
        Set<TaskId> serves = Set.copyOf(placement.active(id));
        serves.stream().filter(task -> servedByAnother(task, id)).forEach(task -> assertThat(before)
            .satisfies(target -> assertThat(target.had()).contains(task))
            .satisfies(target -> assertThat(target.lag(task)).isLessThanOrEqualTo(NEAR)));
      }
      for (Candidate before : List.copyOf(members.values())) {
        ProcessId id = before.id();
        Set<TaskId> serves = Set.copyOf(placement.active(id));
        Set<TaskId> had = new HashSet<>(serves);
        had.addAll(placement.standby(id));
        standbys.put(id, Set.copyOf(placement.standby(id)));
        members.put(id, new Candidate(id, serves, had, lags(task -> serves.contains(task) ? 0 : before.lag(task))));
      }
      return settled;
    }

    private boolean servedByAnother(TaskId task, ProcessId id) {
      return members.values().stream().anyMatch(other -> !other.id().equals(id) && other.serves().contains(task));
    }

    void settle() {
      int rounds = 0;
      while (!rebalance()) {
        assertThat(++rounds).as("rounds until it is settled").isLessThan(50);
        List.copyOf(members.keySet()).forEach(this::catchUp);
      }
    }

    void requireSound() {
      List<TaskId> served = members.values().stream().flatMap(member -> member.serves().stream()).toList();
      assertThat(served).as("each task is served once").containsExactlyInAnyOrderElementsOf(tasks);
      int copies = Math.min(configs.numStandbyReplicas(), members.size() - 1);
      for (TaskId task : tasks) {
        assertThat(members.keySet().stream().filter(id -> standby(id).contains(task)).count())
            .as("copies of " + task).isGreaterThanOrEqualTo(copies);
      }
      members.values().forEach(member ->
          assertThat(Collections.disjoint(standby(member.id()), member.serves())).as("its own copies").isTrue());
    }

    Set<TaskId> active(ProcessId id) {
      return member(id).serves();
    }

    private Candidate member(ProcessId id) {
      return members.get(id);
    }

    Set<TaskId> standby(ProcessId id) {
      return standbys.getOrDefault(id, Set.of());
    }

    int size() {
      return members.size();
    }

    int mostLoaded() {
      return members.values().stream().mapToInt(member -> member.serves().size()).max().orElseThrow();
    }

    int leastLoaded() {
      return members.values().stream().mapToInt(member -> member.serves().size()).min().orElseThrow();
    }

    private Map<TaskId, Long> lags(Function<TaskId, Long> of) {
      return tasks.stream().collect(Collectors.toMap(task -> task, of));
    }

    private TaskPlacement placement(Collection<Candidate> candidates) {
      return new TaskPlacement(candidates, new TreeSet<>(tasks), tasks, configs);
    }
  }
}
