package io.tributary.api.usage;

import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Times;
import io.tributary.schemas.Applications;
import io.tributary.topologies.usage.Dimension;
import io.tributary.topologies.usage.UsageQuery.Filter;
import io.tributary.topologies.usage.Window;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of usage, checked; {@code from} and {@code to} are beginnings of windows. */
record UsageRequest(Window window, Instant from, Instant to, Set<Dimension> groupBy, Filter filter) {
  /** Windows that one question may span: two months of hours, four years of days. */
  static final int MOST_WINDOWS = 1_500;

  /** Windows that it spans when it does not say. */
  private static final int USUAL_WINDOWS = 31;

  static UsageRequest of(
      @Nullable String window,
      @Nullable String from,
      @Nullable String to,
      @Nullable String groupBy,
      Filter filter,
      Instant now) {
    Window length = window(window);
    Instant end = Times.optional("to", to);
    // A window that has begun is answered whole.
    Instant last = end == null ? length.next(length.start(now)) : ceiling(length, end);
    Instant begin = Times.optional("from", from);
    Instant first = begin == null ? length.shift(last, -USUAL_WINDOWS) : length.start(begin);
    if (!first.isBefore(last)) {
      throw Fields.invalid("from", "from must be before to");
    }
    if (length.between(first, last) > MOST_WINDOWS) {
      throw Fields.invalid("from", "from and to must not be more than " + MOST_WINDOWS + " windows apart");
    }
    return new UsageRequest(length, first, last, dimensions(groupBy), filter);
  }

  static Filter filter(@Nullable String application, @Nullable String operationCode, @Nullable String userId) {
    return new Filter(
        application == null ? null : Applications.canonical(application),
        Fields.optionalText("operationCode", operationCode, 200),
        Fields.optionalText("userId", userId, 200));
  }

  /** As it stands in requests and answers. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  List<String> groupNames() {
    return groupBy.stream().sorted().map(UsageRequest::name).toList();
  }

  private static Instant ceiling(Window window, Instant moment) {
    Instant start = window.start(moment);
    return start.equals(moment) ? start : window.next(start);
  }

  private static Window window(@Nullable String value) {
    return switch (value == null ? "day" : value) {
      case "hour" -> Window.HOUR;
      case "day" -> Window.DAY;
      case "month" -> Window.MONTH;
      default -> throw Fields.invalid("window", "window must be hour, day or month");
    };
  }

  private static Set<Dimension> dimensions(@Nullable String value) {
    Set<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
    if (value != null && !value.isBlank()) {
      for (String name : value.split(",", -1)) {
        dimensions.add(switch (name.strip()) {
          case "application" -> Dimension.APPLICATION;
          case "operation" -> Dimension.OPERATION;
          case "user" -> Dimension.USER;
          default -> throw Fields.invalid("groupBy", "groupBy must be some of operation,user,application");
        });
      }
    }
    return dimensions;
  }
}
