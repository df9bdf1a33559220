package io.tributary.app.lab.speed;

import java.util.List;
import java.util.Locale;

/** What several rounds of one measurement gave: their median, and how far they were apart. */
record Figure(double median, double least, double most) {
  /** @throws IllegalArgumentException when there was no round */
  static Figure of(List<Double> rounds) {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("no rounds");
    }
    List<Double> sorted = rounds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Figure(median, sorted.getFirst(), sorted.getLast());
  }

  /** Large figures without decimals. */
  @Override
  public String toString() {
    String format = median >= 1000 ? "%,.0f" : "%.1f";
    return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, least, most);
  }
}
