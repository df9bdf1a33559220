package io.tributary.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.orders.Driver;
import io.tributary.app.orders.FlakyPlatform;
import io.tributary.app.orders.HttpPlatform;
import io.tributary.app.orders.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayTest {
  private static final long FUND = 100_000;

  @TempDir
  private Path temporary;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = temporary.resolve("slice.csv");
    RetailSlice.write(file, 120, 7);
  }

  @Test
  void totalsAreThoseOfTheFileWhateverGoesWrongOnTheWay() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(true)) {
      ReplaySummary summary = replay(platform, Long.MAX_VALUE, false, FUND);

      assertThat(summary.isExact()).isTrue();
      assertThat(platform.totals()).isEqualTo(expected(RetailSlice.totals(file), FUND));
      assertThat(platform.operations()).isEqualTo((int) RetailSlice.invoices(file));
      assertThat(platform.users()).isEqualTo((int) summary.users());
      assertThat(summary.lines()).isEqualTo(Files.readAllLines(file).size() - 1);
    }
  }

  @Test
  void aSecondRunSendsOnlyWhatTheFirstDidNot() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      ReplaySummary first = replay(platform, 50, false, FUND);
      assertThat(first.sent().total().approved()).isEqualTo(50);
      assertThat(first.isExact()).isTrue();

      ReplaySummary second = replay(platform, Long.MAX_VALUE, false, FUND);
      assertThat(second.sent().total().approved()).isEqualTo(RetailSlice.invoices(file) - 50);
      assertThat(second.isExact()).isTrue();

      ReplaySummary third = replay(platform, Long.MAX_VALUE, false, FUND);
      assertThat(third.sent().total().approved()).isZero();
      assertThat(third.isExact()).isTrue();
      assertThat(platform.totals()).isEqualTo(expected(RetailSlice.totals(file), FUND));
    }
  }

  @Test
  void aRestartSendsEverythingAndChangesNothing() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      replay(platform, Long.MAX_VALUE, false, FUND);
      ReplaySummary again = replay(platform, 30, true, FUND);

      assertThat(again.sent().total().approved()).isEqualTo(30);
      assertThat(again.isExact()).isTrue();
      assertThat(platform.totals()).isEqualTo(expected(RetailSlice.totals(file), FUND));
    }
  }

  @Test
  void refusalsForLackOfCreditsAreCountedAndStillExact() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      ReplaySummary summary = replay(platform, Long.MAX_VALUE, false, 20);

      assertThat(summary.total().refusals()).containsOnlyKeys("insufficient_credits");
      assertThat(summary.isExact()).isTrue();
      long refused = summary.total().total().insufficient();
      assertThat(replay(platform, Long.MAX_VALUE, false, 20).total().total().insufficient()).isEqualTo(refused).isPositive();
    }
  }

  @Test
  void otherConsumptionOfTheTenantIsAMismatch() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      replay(platform, Long.MAX_VALUE, false, FUND);
      Path other = temporary.resolve("other.csv");
      RetailSlice.write(other, 3, 8);
      file = other;

      ReplaySummary summary = replay(platform, Long.MAX_VALUE, false, FUND);

      assertThat(summary.isExact()).isFalse();
      assertThat(summary.verification().mismatches()).isNotEmpty();
    }
  }

  @Test
  void anExpiredTokenIsRenewed() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      platform.expireToken();
      assertThat(replay(platform, 5, false, FUND).isExact()).isTrue();
    }
  }

  @Test
  void anotherFundIsRefusedBeforeAnythingIsSent() throws Exception {
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      replay(platform, 5, false, FUND);
      int requests = platform.requests();

      assertThatThrownBy(() -> replay(platform, 5, false, FUND + 1)).hasMessageContaining("--fund " + FUND);
      assertThat(platform.requests()).isEqualTo(requests);
    }
  }

  @Test
  void anUnreachablePlatformEndsTheReplayAndKeepsWhatIsDone() throws Exception {
    FlakyPlatform platform = new FlakyPlatform(false);
    platform.close();

    assertThatThrownBy(() -> replay(platform, 5, false, FUND)).hasMessageContaining("has not served");
    try (FlakyPlatform back = new FlakyPlatform(false)) {
      assertThat(replay(back, 5, false, FUND).isExact()).isTrue();
    }
  }

  @Test
  void rejectedLinesStandInAFile() throws Exception {
    Files.writeString(file, "no,good\n,,\n", java.nio.file.StandardOpenOption.APPEND);
    try (FlakyPlatform platform = new FlakyPlatform(false)) {
      ReplaySummary summary = replay(platform, 5, false, FUND);

      int last = Files.readAllLines(file).size();
      assertThat(summary.rejected()).containsExactly(Map.entry(RejectReason.WRONG_COLUMN_COUNT, 2L));
      assertThat(summary.rejectsFile()).content()
          .isEqualToNormalizingNewlines("line,reason,text\n%d,wrong_column_count,\"no,good\"\n%d,wrong_column_count,\",,\"\n"
              .formatted(last - 1, last));
    }
  }

  private ReplaySummary replay(FlakyPlatform platform, long limit, boolean restart, long fund) throws InterruptedException {
    Replay.Request request = new Replay.Request(
        file, limit, restart, new Driver.Settings(fund, 0, 8), temporary.resolve("notes"), false, null, false);
    return new Replay(request, new PrintStream(new ByteArrayOutputStream()), Duration.ofMillis(500))
        .run(source -> connect(platform, source), () -> {
          throw new AssertionError("goods are left out");
        });
  }

  private static Platform connect(FlakyPlatform platform, String source) {
    return new HttpPlatform(platform, source, Duration.ofSeconds(3));
  }

  private static Map<String, List<Long>> expected(Map<String, Long> consumed, long fund) {
    Map<String, List<Long>> totals = new TreeMap<>();
    consumed.forEach((country, lines) -> totals.put(country, List.of(fund, lines)));
    return totals;
  }
}
