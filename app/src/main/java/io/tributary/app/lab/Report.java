package io.tributary.app.lab;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What experiments showed on one machine, as Markdown. Those that are not made anew are kept. */
public final class Report {
  private static final String PASSED = "passed";
  private static final String FAILED = "**failed**";

  private final String machine;
  private final Map<Experiment, Made> made = new EnumMap<>(Experiment.class);

  /**
   * One that was made.
   *
   * @param verdict in the summary
   * @param figures the summary's other cells
   * @param body below its heading
   */
  private record Made(String verdict, String figures, String body) {}

  private Report(String machine) {
    this.machine = machine;
  }

  /** @param before the report as it is, or nothing */
  public static Report of(String machine, String before) {
    Report report = new Report(machine);
    Map<String, String> kept = Sections.of(before, machine);
    for (Experiment experiment : Experiment.values()) {
      Matcher row = Pattern.compile("^" + Pattern.quote(cell(experiment)) + "([^|]*) \\| (.*)$", Pattern.MULTILINE).matcher(before);
      String body = kept.get(experiment.title());
      if (body != null && row.find()) {
        report.made.put(experiment, new Made(row.group(1), row.group(2), body));
      }
    }
    return report;
  }

  /**
   * Names no directory of this machine.
   *
   * @param command that repeats it
   */
  public void put(Outcome outcome, Laboratory.Settings settings, String command) {
    String body = "%s%n%nMade on %s in %d s, with %d workers and %d APIs, by `%s`.".formatted(
        body(outcome), LocalDate.now(ZoneOffset.UTC), outcome.took().toSeconds(), settings.workers(), settings.apis(), command);
    made.put(outcome.experiment(), new Made(
        verdict(outcome), figure(outcome, "fresh reads were") + " | " + figure(outcome, "reads that accept") + " |",
        body.replace(settings.root().toString(), "DATA")));
  }

  /** The whole report. */
  public String text() {
    StringBuilder text = new StringBuilder("# Fault laboratory\n\n").append(verdicts())
        .append(" Workers, APIs and capture, each a process of its own, one PostgreSQL, one broker (or three) and one registry share one machine: ")
        .append(machine).append(".\n\n")
        .append("""
            To make all of them again, killing a worker twenty times:

            ```sh
            ./tributary lab faults --kills 20
            ```

            Six tenants each have a client that spends (an operation is sent again until it is answered), one that reads `fresh` and
            one that reads `available`, through all APIs in turn. What they are told is the oracle: afterwards wallets, and the
            committed log read by a plain consumer and added up, must say the same.

            Experiments with three brokers have a platform of their own, whose brokers are processes. Not tried here: several machines
            (a network that parts them, disks that fail without an error), a broker's full disk, and new inputs of a context while it
            runs.

            | experiment | verdict | fresh reads without answer | `available` reads |
            |---|---|---|---|
            """);
    made.forEach((experiment, one) ->
        text.append(cell(experiment)).append(one.verdict()).append(" | ").append(one.figures()).append('\n'));
    made.forEach((experiment, one) ->
        text.append("\n## ").append(experiment.title()).append("\n\n").append(one.body()).append('\n'));
    return text.toString();
  }

  private String verdicts() {
    long passed = made.values().stream().filter(one -> one.verdict().equals(PASSED)).count();
    return "%d of %d experiments passed.%s%s".formatted(
        passed, made.size(), named(" Failed: %s.", FAILED::equals),
        named(" Not tried: %s.", verdict -> !verdict.equals(PASSED) && !verdict.equals(FAILED)));
  }

  private String named(String sentence, Predicate<String> verdicts) {
    String ids = made.entrySet().stream().filter(one -> verdicts.test(one.getValue().verdict()))
        .map(one -> one.getKey().id()).collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : sentence.formatted(ids);
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome.verdict()) {
      case PASSED -> PASSED;
      case FAILED -> FAILED;
      case NOT_TRIED -> "not tried: needs " + outcome.needs().orElse("nothing");
    };
  }

  private static String body(Outcome outcome) {
    StringBuilder text = new StringBuilder(outcome.experiment().story());
    outcome.needs().ifPresent(needs -> text.append("%n%nNot tried: it needs %s.".formatted(needs)));
    if (!outcome.log().isEmpty()) {
      text.append("%n%n```%n%s%n```".formatted(String.join("\n", outcome.log())));
    }
    if (!outcome.findings().isEmpty()) {
      text.append("%n%n| | what must be true | what was seen |%n|---|---|---|".formatted());
    }
    outcome.findings().forEach(finding -> text.append("%n| %s | %s | %s |".formatted(
        finding.held() ? "✓" : "✗", finding.what(), finding.figure().replace("|", "\\|").replace("\n", " "))));
    return text.toString();
  }

  /** Without its reasons, which stand below. */
  private static String figure(Outcome outcome, String beginning) {
    return outcome.findings().stream()
        .filter(finding -> finding.what().startsWith(beginning))
        .map(finding -> finding.figure().replaceFirst(" \\(.*\\)", ""))
        .findFirst()
        .orElse("");
  }

  /** The beginning of its row. */
  private static String cell(Experiment experiment) {
    String anchor = experiment.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    return "| [" + experiment.title() + "](#" + anchor + ") | ";
  }
}
