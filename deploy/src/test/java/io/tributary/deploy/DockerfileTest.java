package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the image without building it. */
class DockerfileTest {
  private static final Path IMAGES = Repository.ROOT.resolve("deploy/images");
  private static final Pattern JVM_FLAG =
      Pattern.compile("--(?:enable-native-access|sun-misc-unsafe-memory-access)=\\w[\\w-]*|-XX:\\+ExitOn\\w+");

  private final List<String> instructions = instructions();

  @Test
  void itsImagesArePinned() {
    assertThat(starting("FROM ")).hasSize(2).allMatch(from -> from.matches("FROM [a-z-]+:\\d+\\.\\d+\\.\\d\\S*( AS build)?"));
  }

  @Test
  void whatItCopiesFromTheCheckoutExists() {
    assertThat(starting("COPY ").stream().filter(copy -> !copy.contains("--from=")).map(copy -> copy.split(" ", -1)[1]))
        .isNotEmpty()
        .allSatisfy(source -> assertThat(Repository.ROOT.resolve(source)).exists());
  }

  @Test
  void itRunsAsAnotherUserThanRootAndTellsItsHealth() {
    List<String> last = instructions.subList(instructions.lastIndexOf(starting("FROM ").getLast()), instructions.size());
    assertThat(last).contains("USER tributary", "ENTRYPOINT [\"tributary\"]", "CMD [\"serve\"]")
        .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.contains("/health/ready"))
        .anyMatch(line -> line.startsWith("COPY ") && line.endsWith(" /usr/local/bin/tributary"));
  }

  @Test
  void itsProgramIsTheCheckoutsWithTheSameFlags() throws Exception {
    Path program = IMAGES.resolve("tributary.sh");
    assertThat(program).isExecutable();
    assertThat(new ProcessBuilder("sh", "-n", program.toString()).inheritIO().start().waitFor()).isZero();
    String image = Files.readString(program);
    String checkout = Files.readString(Repository.ROOT.resolve("tributary"));
    assertThat(image).contains(" " + Main.class.getName() + " \"$@\"");
    assertThat(flags(image)).hasSize(3).allSatisfy(flag -> assertThat(checkout).contains(flag));
    assertThat(List.of(image, checkout)).allSatisfy(script ->
        assertThat(script).contains("-XX:+UseParallelGC -XX:NewRatio=1", "-XX:+UseTransparentHugePages", "/sys/kernel/mm/transparent_hugepage/enabled"));
  }

  @Test
  void theBuildsOutputStaysOutOfItsContext() throws IOException {
    assertThat(Files.readAllLines(Repository.ROOT.resolve(".dockerignore"))).contains("**/target", ".git");
  }

  private static List<String> flags(String script) {
    return JVM_FLAG.matcher(script).results().map(MatchResult::group).toList();
  }

  private List<String> starting(String instruction) {
    return instructions.stream().filter(line -> line.startsWith(instruction)).toList();
  }

  /** Without comments, each on one line. */
  private static List<String> instructions() {
    try {
      String file = Files.readString(IMAGES.resolve("Dockerfile")).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*", "");
      return file.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
