package io.tributary.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The README's tour, run as it stands there; only the port is another. */
final class ReadmeTour {
  private static final Path README = Path.of("../README.md");
  private static final Pattern TOUR = Pattern.compile("(?ms)^## A tour.*?(?=^## )");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

  private ReadmeTour() {}

  /** What the commands print, all in one shell that a failing one ends. */
  static String run(Path temporary, Path data, String url) throws IOException, InterruptedException {
    String tour = TOUR.matcher(Files.readString(README)).results().findFirst().orElseThrow().group();
    String commands = COMMANDS.matcher(tour).results().map(block -> block.group(1)).collect(Collectors.joining());
    assertThat(commands).contains("http://localhost:8080").contains("./tributary token");
    Path checkout = Files.createDirectory(temporary.resolve("tour"));
    Program.install(checkout.resolve("tributary"));
    Program.Result result = Program.start(temporary.resolve("tour.log"), checkout,
        List.of("bash", "-e", "-o", "pipefail", "-c", commands.replace("http://localhost:8080", url)),
        Map.of("TRIBUTARY_DATA", data.toString())).await(Duration.ofMinutes(3));
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }
}
