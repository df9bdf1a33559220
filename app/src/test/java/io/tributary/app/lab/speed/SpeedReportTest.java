package io.tributary.app.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.lab.speed.PartTimes.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
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
    SpeedReport report = SpeedReport.of("2 processors", "");
    report.put(Section.COST, new Findings("| a |\n", List.of(PLOT)), circumstances("--only cost"));
    report.put(Section.READS, new Findings("reads\n", List.of()), circumstances("--only reads --quick"));
    assertThat(report.text())
        .contains("2 processors", "![CPU for an event](speed/cost.svg)")
        .containsSubsequence("## Draining the outbox\n\nNot measured on this machine: `./tributary lab speed --only draining`",
            "## Reading\n\nreads\n", "--quick`; the load average before was 0.3. **Small sizes",
            "## What an event costs\n\n| a |\n", "Measured on 2026-11-22 in 95 s by `--only cost`; the load average before was 0.3.\n");
  }

  @Test
  void sectionsThatAreNotMeasuredAnewAreKeptUnlessTheyAreOfAnotherMachine() {
    SpeedReport first = SpeedReport.of("2 processors", "");
    first.put(Section.COST, new Findings("much", List.of(PLOT)), circumstances("--only cost"));
    first.put(Section.READS, new Findings("slow\n\n### and why\n", List.of()), circumstances("--only reads"));
    SpeedReport second = SpeedReport.of("2 processors", first.text());
    assertThat(second.text()).isEqualTo(first.text());
    second.put(Section.READS, new Findings("quick", List.of()), circumstances("--only reads"));
    assertThat(second.text()).contains("much", "speed/cost.svg", "quick").doesNotContain("slow", "and why");
    assertThat(SpeedReport.of("4 processors", first.text()).text()).doesNotContain("much", "slow", "2 processors");
  }

  private static SpeedReport.Circumstances circumstances(String command) {
    return new SpeedReport.Circumstances(LocalDate.of(2026, 11, 22), Duration.ofSeconds(95), 0.3, command);
  }

  @Test
  void growthGoesByPowersOfTenToWhatIsWanted() {
    assertThat(Growth.sizes(1_000)).containsExactly(1_000);
    assertThat(Growth.sizes(100_000)).containsExactly(1_000, 10_000, 100_000);
    assertThat(Growth.sizes(300_000)).containsExactly(1_000, 10_000, 100_000, 300_000);
  }

  @Test
  void timesOfPartsAreForEachEvent() {
    PartTimes before = new PartTimes(Map.of(Part.CAPTURE, 1_000.0, Part.WORKER, 500.0));
    PartTimes cost = new PartTimes(Map.of(Part.CAPTURE, 3_000.0, Part.WORKER, 1_500.0, Part.API, 500.0)).since(before, 100);
    assertThat(cost.of(Part.CAPTURE)).isEqualTo(20);
    assertThat(cost.of(Part.WORKER)).isEqualTo(10);
    assertThat(cost.of(Part.POSTGRES)).isZero();
    assertThat(cost.total()).isEqualTo(35);
  }

  @Test
  void callersAreAllHeardOrTheirFailureIs() throws Exception {
    assertThat(Callers.run(5, number -> number * number).results()).containsExactly(0, 1, 4, 9, 16);
    assertThatThrownBy(() -> Callers.run(2, number -> {
      throw new IllegalStateException("refused " + number);
    })).hasRootCauseMessage("refused 0");
  }

  @Test
  void filesWeighWhatTheyHold(@TempDir Path directory) throws Exception {
    Files.writeString(Files.createDirectories(directory.resolve("a/b")).resolve("c"), "12345");
    Files.writeString(directory.resolve("d"), "678");
    assertThat(Footprint.disk(directory)).isEqualTo(8);
    assertThat(Footprint.resident(-1)).isZero();
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
