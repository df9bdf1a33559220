package io.tributary.app.lab.speed;

import java.util.List;

/**
 * A drawing of figures.
 *
 * @param file its name, without ending
 * @param logarithmic the horizontal axis
 */
record Plot(String file, String title, String across, String up, boolean logarithmic, List<Line> lines) {
  /** Points from left to right. */
  record Line(String name, List<Point> points) {}

  /** A figure {@code y} at {@code x}. */
  record Point(double x, double y) {}

  /** How a distribution goes: the time that so many percent of all are below. */
  static Line percentiles(String name, Distribution times) {
    return new Line(name, List.of(1.0, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9).stream()
        .map(percent -> new Point(percent, times.percentile(percent))).toList());
  }
}
