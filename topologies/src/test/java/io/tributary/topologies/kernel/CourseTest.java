package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A process over texts: an event ending in a digit asks for one more, until it is 0. */
class CourseTest {
  @Test
  void whatFollowsIsDecidedInItsOrderUntilNothingDoes() {
    Course<String, String> course = run(List.of("a2", "b1"), CourseTest::next);
    assertThat(course.events()).containsExactly("a2", "b1", "a1", "b0", "a0");
    assertThat(course.state()).as("each event is folded once").isEqualTo("|a2|b1|a1|b0|a0");
  }

  @Test
  void whatWaitsToBeDecidedIsNotDecidedTwice() {
    Course<String, String> course = run(List.of("a", "b", "c"), (state, event) ->
        event.length() == 1 ? List.of("sum of " + state.chars().filter(c -> c == '|').count() / 9) : List.of());
    assertThat(course.events()).containsExactly("a", "b", "c", "sum of 0");
  }

  @Test
  void whatGoesInCirclesIsAFault() {
    assertThatThrownBy(() -> Course.of("", List.of("again"), new Course.Rules<String, String, String>(
        (state, command) -> List.of(command), (state, event) -> "", (state, event) -> List.of(event))))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Course<String, String> run(List<String> events, ProcessManager<String, String, String> manager) {
    return Course.of("", events, new Course.Rules<>(
        (state, command) -> List.of(command), (state, event) -> state + "|" + event, manager));
  }

  private static List<String> next(String state, String event) {
    assertThat(state).as("the state right after the event").endsWith(event);
    int left = event.charAt(1) - '0';
    return left == 0 ? List.of() : List.of(event.charAt(0) + "" + (left - 1));
  }
}
