package io.tributary.app.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedReportTest {
  private static final Plot PLOT = new Plot("cost", "CPU for an event", "wallets", "µs", true,
      List.of(new Plot.Line("by wallets", List.of(new Plot.Point(1_000, 40), new Plot.Point(100_000, 55)))));

  @Test
  void percentilesAreTimesThatWereTaken() {
    Distribution times = Distribution.of(LongStream.rangeClosed(1, 200).map(milli -> milli * 1_000_000));
    assertThat(times.percentile(50)).isEqualTo(100);
    assertThat(times.percentile(99)).isEqualTo(198);
    assertThat(times.percentile(100)).isEqualTo(200);
    assertThat(times.percentile(0.1)).isEqualTo(1);
    assertThat(times.cells()).isEqualTo("100.0 | 198.0 | 200.0 | 200");
  }

  @Test
  void noSamplesAreNoFigure() {
    Distribution none = Distribution.of(LongStream.empty());
    assertThat(none.percentile(99)).isNaN();
    assertThat(none.cells()).isEqualTo("– | – | – | 0");
    assertThatThrownBy(() -> Figure.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFigureIsTheMedianOfItsRoundsAndTheirRange() {
    assertThat(Figure.of(List.of(61_000.0, 58_500.0, 70_250.0))).hasToString("61,000 (58,500 to 70,250)");
    assertThat(Figure.of(List.of(3.0, 1.0, 2.0, 4.0))).hasToString("2.5 (1.0 to 4.0)");
  }

  @Test
  void theReportHasItsSectionsInTheirOrderAndShowsTheirPlots() {
    Map<Section, Findings> findings = new EnumMap<>(Section.class);
    findings.put(Section.COST, new Findings("| a |\n", List.of(PLOT)));
    findings.put(Section.READS, new Findings("reads\n", List.of()));
    String report = SpeedReport.of(findings, "2 processors", "./tributary lab speed", false);
    assertThat(report)
        .contains("2 processors", "./tributary lab speed", "![CPU for an event](speed/cost.svg)")
        .containsSubsequence("## Reading", "## What an event costs", "## Decisions per second")
        .doesNotContain("mean little");
    assertThat(SpeedReport.of(findings, "2 processors", "x", true)).contains("mean little");
  }

  @Test
  void aPlotIsWellFormedSvg(@TempDir Path directory) throws Exception {
    Drawing.write(PLOT, directory);
    Path file = directory.resolve("cost.svg");
    DocumentBuilderFactory parser = DocumentBuilderFactory.newInstance();
    parser.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var root = parser.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(Files.readString(file)).contains("CPU for an event", "wallets");
  }
}
