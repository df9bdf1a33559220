package io.tributary.bench;

import io.tributary.bench.Load.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * The same load on each, in turns; each is told as the median of its rounds with the range, as lines of a Markdown table.
 *
 * @param step how far a caller goes with each operation, among what it has; 0: it stays
 */
record Comparison(List<? extends Decisions> all, int rounds, int step, Duration length) {
  void head(String what) {
    System.out.println("| " + what + " | callers | | decisions/s (median, min–max) | p50 ms | p99 ms | ratio |");
    System.out.println("|---|---:|---|---:|---:|---:|---:|");
  }

  /** @param on what the callers are dealt out over */
  void run(String kind, List<UUID> on, int callers) throws Exception {
    List<List<Figure>> figures = all.stream().map(one -> (List<Figure>) new ArrayList<Figure>()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        figures.get(i).add(Load.run(all.get(i), on, callers, step, length));
      }
    }
    double ours = median(figures.getFirst()).perSecond();
    for (int i = 0; i < all.size(); i++) {
      double ratio = ours / median(figures.get(i)).perSecond();
      print(kind, callers, all.get(i).name(), figures.get(i), i == 0 ? "" : String.format("we: %.1f×", ratio));
    }
  }

  private static void print(String kind, int callers, String name, List<Figure> figures, String ratio) {
    Figure median = median(figures);
    double least = figures.stream().mapToDouble(Figure::perSecond).min().orElseThrow();
    double most = figures.stream().mapToDouble(Figure::perSecond).max().orElseThrow();
    System.out.printf(
        "| %s | %,d | %s | %,.0f (%,.0f–%,.0f) | %.1f | %.1f | %s |%n",
        kind, callers, name, median.perSecond(), least, most, median.p50(), median.p99(), ratio);
  }

  private static Figure median(List<Figure> figures) {
    return figures.stream().sorted(Comparator.comparingDouble(Figure::perSecond)).toList().get(figures.size() / 2);
  }
}
