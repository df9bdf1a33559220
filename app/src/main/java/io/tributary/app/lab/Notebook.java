package io.tributary.app.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is written down of one experiment while it goes on; printed as it comes. Of one thread. */
final class Notebook {
  private final Experiment experiment;
  private final PrintStream out;
  private final List<String> log = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final long begin = System.nanoTime();
  private long zero = begin;
  private Optional<String> needs = Optional.empty();

  Notebook(Experiment experiment, PrintStream out) {
    this.experiment = experiment;
    this.out = out;
    out.printf("%n  %s%n", experiment.title());
  }

  /** From now on notes tell the time since now. */
  void start() {
    zero = System.nanoTime();
  }

  void note(String what) {
    String line = "%6.1f s  %s".formatted((System.nanoTime() - zero) / 1e9, what);
    log.add(line);
    out.println("    " + line);
    out.flush();
  }

  void found(Finding finding) {
    findings.add(finding);
    out.printf("    %s %s: %s%n", finding.held() ? "✓" : "✗", finding.what(), finding.figure());
    out.flush();
  }

  /** What can't be gone on with is a finding too: other experiments and the report don't suffer from it. */
  void givenUp(String what, RuntimeException e) {
    String reason = e.getMessage() == null ? e.toString() : e.getMessage();
    note("given up: " + reason);
    found(new Finding(what, false, reason, false));
  }

  /** This machine lacks what the experiment needs. */
  void notTried(String what) {
    needs = Optional.of(what);
    note("not tried: it needs " + what);
  }

  Outcome outcome() {
    return new Outcome(experiment, Duration.ofNanos(System.nanoTime() - begin), log, findings, needs);
  }
}
