package io.tributary.app.lab.speed;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws plots as SVG; needs no display. */
final class Drawing {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final float STROKE = 2;

  private Drawing() {}

  static void write(Plot plot, Path directory) throws IOException {
    System.setProperty("java.awt.headless", "true");
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart(plot).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    try (OutputStream file = Files.newOutputStream(directory.resolve(plot.file() + ".svg"))) {
      new SVGProcessor().getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT)).writeTo(file);
    }
  }

  private static JFreeChart chart(Plot plot) {
    XYSeriesCollection data = new XYSeriesCollection();
    for (Plot.Line line : plot.lines()) {
      XYSeries series = new XYSeries(line.name());
      line.points().forEach(point -> series.add(point.x(), point.y()));
      data.addSeries(series);
    }
    JFreeChart chart = ChartFactory.createXYLineChart(
        plot.title(), plot.across(), plot.up(), data, PlotOrientation.VERTICAL, plot.lines().size() > 1, false, false);
    chart.setBackgroundPaint(Color.WHITE);
    XYPlot area = chart.getXYPlot();
    area.setBackgroundPaint(Color.WHITE);
    area.setDomainGridlinePaint(Color.LIGHT_GRAY);
    area.setRangeGridlinePaint(Color.LIGHT_GRAY);
    if (plot.logarithmic()) {
      LogAxis axis = new LogAxis(plot.across());
      axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
      area.setDomainAxis(axis);
    }
    ((NumberAxis) area.getRangeAxis()).setAutoRangeIncludesZero(true);
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    for (int line = 0; line < plot.lines().size(); line++) {
      renderer.setSeriesStroke(line, new BasicStroke(STROKE));
    }
    area.setRenderer(renderer);
    return chart;
  }
}
