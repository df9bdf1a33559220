package io.tributary.app.lab;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the experiments showed, as Markdown. */
public final class Report {
  private Report() {}

  /**
   * Names no directory of this machine.
   *
   * @param command that repeats them
   */
  public static String of(Laboratory.Settings settings, List<Outcome> outcomes, String command) {
    StringBuilder text = new StringBuilder();
    text.append("# Fault laboratory\n\n")
        .append("%s %d workers, %d APIs and one capture, each a process of its own, one PostgreSQL, one broker (or three) and one registry, all on one machine"
            .formatted(verdicts(outcomes), settings.workers(), settings.apis()))
        .append(" (%d processors, %s %s, Java %s), on %s; seed %d, %d rounds.%n%n".formatted(
            Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), System.getProperty("os.arch"),
            ManagementFactory.getRuntimeMXBean().getSpecVersion(), LocalDate.now(ZoneOffset.UTC), settings.seed(),
            settings.rounds()))
        .append("To repeat it:\n\n```sh\n").append(command).append("\n```\n\n")
        .append("""
            Six tenants each have a client that spends (an operation is sent again until it is answered), one that reads `fresh` and
            one that reads `available`, through both APIs in turn. What they are told is the oracle: afterwards wallets, and the
            committed log read by a plain consumer and added up, must say the same.

            Experiments with three brokers have a platform of their own, whose brokers are processes. Not tried here: several machines
            (a network that parts them, disks that fail without an error), a broker's full disk, and new inputs of a context while it
            runs.

            | experiment | verdict | fresh reads without answer | `available` reads |
            |---|---|---|---|
            """);
    outcomes.forEach(outcome -> text.append("| [%s](#%s) | %s | %s | %s |%n".formatted(
        outcome.experiment().title(), anchor(outcome), verdict(outcome),
        figure(outcome, "fresh reads were"), figure(outcome, "reads that accept"))));
    outcomes.forEach(outcome -> append(text, outcome));
    return text.toString().replace(settings.root().toString(), "DATA");
  }

  private static String verdicts(List<Outcome> outcomes) {
    return "%d of %d experiments passed.%s%s".formatted(
        outcomes.stream().filter(outcome -> outcome.verdict() == Outcome.Verdict.PASSED).count(), outcomes.size(),
        named(" Failed: %s.", outcomes, Outcome.Verdict.FAILED), named(" Not tried: %s.", outcomes, Outcome.Verdict.NOT_TRIED));
  }

  private static String named(String sentence, List<Outcome> outcomes, Outcome.Verdict verdict) {
    String ids = outcomes.stream().filter(outcome -> outcome.verdict() == verdict)
        .map(outcome -> outcome.experiment().id()).collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : sentence.formatted(ids);
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome.verdict()) {
      case PASSED -> "passed";
      case FAILED -> "**failed**";
      case NOT_TRIED -> "not tried: needs " + outcome.needs().orElse("nothing");
    };
  }

  private static void append(StringBuilder text, Outcome outcome) {
    text.append("%n## %s%n%n%s%n".formatted(outcome.experiment().title(), outcome.experiment().story()));
    outcome.needs().ifPresent(needs -> text.append("%nNot tried: it needs %s.%n".formatted(needs)));
    if (!outcome.log().isEmpty()) {
      text.append("%n```%n%s%n```%n".formatted(String.join("\n", outcome.log())));
    }
    if (!outcome.findings().isEmpty()) {
      text.append("%n| | what must be true | what was seen |%n|---|---|---|%n".formatted());
    }
    outcome.findings().forEach(finding -> text.append("| %s | %s | %s |%n".formatted(
        finding.held() ? "✓" : "✗", finding.what(), finding.figure().replace("|", "\\|").replace("\n", " "))));
  }

  /** Without its reasons, which stand below. */
  private static String figure(Outcome outcome, String beginning) {
    return outcome.findings().stream()
        .filter(finding -> finding.what().startsWith(beginning))
        .map(finding -> finding.figure().replaceFirst(" \\(.*\\)", ""))
        .findFirst()
        .orElse("");
  }

  private static String anchor(Outcome outcome) {
    return outcome.experiment().title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
