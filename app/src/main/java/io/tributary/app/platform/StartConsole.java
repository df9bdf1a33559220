package io.tributary.app.platform;

import io.tributary.app.start.StartListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Prints a line for each finished step; on a terminal, also one that tells what is under way. */
final class StartConsole implements StartListener {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final boolean colours;
  private final Set<String> underWay = new LinkedHashSet<>();

  StartConsole(PrintStream out, boolean terminal, boolean colours) {
    this.out = out;
    this.terminal = terminal;
    this.colours = colours;
  }

  @Override
  public synchronized void started(String step) {
    underWay.add(step);
    showUnderWay();
  }

  @Override
  public synchronized void made(String step, Duration took) {
    finished(step, colour("32", "✓"), seconds(took));
  }

  @Override
  public synchronized void failed(String step, Throwable cause) {
    finished(step, colour("31", "✗"), "failed");
  }

  private void finished(String step, String mark, String note) {
    underWay.remove(step);
    out.print(terminal ? CLEAR_LINE : "");
    out.printf("  %s %-28s %8s%n", mark, step, note);
    showUnderWay();
  }

  private void showUnderWay() {
    if (terminal) {
      out.print(CLEAR_LINE + (underWay.isEmpty() ? "" : "  … " + String.join(", ", underWay)));
    }
    out.flush();
  }

  private String colour(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  static String seconds(Duration time) {
    return String.format("%.1f s", time.toMillis() / 1000.0);
  }
}
