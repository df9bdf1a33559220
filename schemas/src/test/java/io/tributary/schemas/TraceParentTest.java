package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and rules of W3C Trace Context, section 3.2. */
class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";

  @ParameterizedTest
  @ValueSource(strings = {
      "00-" + TRACE + "-" + PARENT + "-00",
      "00-" + TRACE + "-" + PARENT + "-01",
      "cc-" + TRACE + "-" + PARENT + "-01-what-the-future-will-be-like"
  })
  void takesWhatTheStandardAllows(String text) {
    assertThat(TraceParent.valid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "",
      "00-x",
      "ff-" + TRACE + "-" + PARENT + "-01",
      "00-00000000000000000000000000000000-" + PARENT + "-01",
      "00-" + TRACE + "-0000000000000000-01",
      "00-0AF7651916CD43DD8448EB211C80319C-" + PARENT + "-01",
      "00-" + TRACE + "-" + PARENT + "-0",
      "00-" + TRACE + "-" + PARENT + "-0g",
      "00-" + TRACE + "-" + PARENT + "-01.",
      "00_" + TRACE + "-" + PARENT + "-01",
      "00-" + TRACE + "_" + PARENT + "-01",
      "00-" + TRACE + "-" + PARENT + "_01"
  })
  void refusesTheRest(String text) {
    assertThat(TraceParent.valid(text)).isFalse();
  }
}
