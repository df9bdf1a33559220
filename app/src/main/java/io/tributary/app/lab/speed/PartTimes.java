package io.tributary.app.lab.speed;

import io.tributary.app.fleet.Member.Kind;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Processor time that the parts of a stand have taken, in microseconds. */
record PartTimes(Map<Part, Double> micros) {
  private static final double NANOS_PER_MICRO = 1000;

  /** Who takes it. */
  enum Part {
    CAPTURE("capture"),
    WORKER("workers"),
    API("API"),
    POSTGRES("PostgreSQL"),
    LABORATORY("the broker, and who measures");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Since each of its processes began. */
  static PartTimes of(Stand stand) {
    Map<Part, Double> micros = new EnumMap<>(Part.class);
    stand.fleet().members().forEach(member -> micros.merge(
        part(member.kind()), micros(stand.fleet().process(member).processorTime()), Double::sum));
    ProcessHandle server = stand.servers().postgres();
    micros.put(Part.POSTGRES, Stream.concat(Stream.of(server), server.descendants())
        .mapToDouble(process -> micros(process.info().totalCpuDuration().orElse(Duration.ZERO))).sum());
    micros.put(Part.LABORATORY, ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean own
        ? own.getProcessCpuTime() / NANOS_PER_MICRO
        : Double.NaN);
    return new PartTimes(micros);
  }

  private static Part part(Kind kind) {
    return switch (kind) {
      case CAPTURE -> Part.CAPTURE;
      case WORKER, SERVE -> Part.WORKER;
      case API -> Part.API;
    };
  }

  private static double micros(Duration time) {
    return time.toNanos() / NANOS_PER_MICRO;
  }

  /** What was taken after {@code before}, for each of so many. */
  PartTimes since(PartTimes before, long count) {
    Map<Part, Double> each = new EnumMap<>(Part.class);
    micros.forEach((part, time) -> each.put(part, (time - before.micros().getOrDefault(part, 0.0)) / count));
    return new PartTimes(each);
  }

  double of(Part part) {
    return micros.getOrDefault(part, 0.0);
  }

  double total() {
    return micros.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
