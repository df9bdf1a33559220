package io.tributary.app.replay;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.orders.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What earlier runs over a file brought to an end: one letter an order, in the order of the file. It is saved now and then;
 * what it lacks after a crash is sent again, and the platform answers with the outcome it already has.
 */
final class Checkpoint {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SAVE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final byte PENDING = '.';
  private static final byte APPROVED = 'A';
  private static final byte INSUFFICIENT = 'R';

  /** The file's content. */
  record Saved(long fund, String outcomes) {}

  private final Path file;
  private final long fund;
  private final byte[] outcomes;
  private long savedNanos = System.nanoTime() - SAVE_EVERY_NANOS;

  private Checkpoint(Path file, long fund, byte[] outcomes) {
    this.file = file;
    this.fund = fund;
    this.outcomes = outcomes;
  }

  private static Checkpoint fresh(Path file, long fund, int orders) {
    byte[] outcomes = new byte[orders];
    Arrays.fill(outcomes, PENDING);
    return new Checkpoint(file, fund, outcomes);
  }

  /**
   * Continues from what was saved, or afresh when nothing was.
   *
   * @param lenient begin afresh also when what was saved doesn't fit
   * @throws CommandFailure if the tenants were funded with another amount before
   */
  static Checkpoint load(Path file, long fund, int orders, boolean lenient) {
    try {
      Saved saved = JSON.readValue(Files.readAllBytes(file), Saved.class);
      byte[] outcomes = saved.outcomes().getBytes(StandardCharsets.US_ASCII);
      if (saved.fund() == fund && outcomes.length == orders) {
        return new Checkpoint(file, fund, outcomes);
      }
      if (!lenient && saved.fund() != fund) {
        throw new CommandFailure(ExitCode.USAGE, "An earlier replay of this file funded each tenant with " + saved.fund()
            + " credits: go on with --fund " + saved.fund() + ".");
      }
    } catch (NoSuchFileException e) {
      return fresh(file, fund, orders);
    } catch (IOException | JacksonException e) {
      if (!lenient) {
        throw new CommandFailure(ExitCode.FAILED, "The checkpoint " + file + " can't be read; --restart goes without it.", e);
      }
    }
    return fresh(file, fund, orders);
  }

  /** The verdict on the order at an index, if an earlier run or this one has it. */
  synchronized Optional<Verdict> verdict(int index) {
    return switch (outcomes[index]) {
      case APPROVED -> Optional.of(new Verdict.Approved());
      case INSUFFICIENT -> Optional.of(new Verdict.Insufficient());
      default -> Optional.empty();
    };
  }

  /** Remembers a verdict; failures stay open, for the next run. */
  synchronized void record(int index, Verdict verdict) {
    outcomes[index] = switch (verdict) {
      case Verdict.Approved approved -> APPROVED;
      case Verdict.Insufficient insufficient -> INSUFFICIENT;
      case Verdict.Failed failed -> PENDING;
    };
  }

  /** Saves if the last time is a second ago: what is lost by then is quickly sent again. */
  synchronized void saveIfDue() {
    if (System.nanoTime() - savedNanos >= SAVE_EVERY_NANOS) {
      save();
    }
  }

  synchronized void save() {
    savedNanos = System.nanoTime();
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.createDirectories(file.getParent());
      Files.write(unfinished, JSON.writeValueAsBytes(new Saved(fund, new String(outcomes, StandardCharsets.US_ASCII))));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot save the checkpoint " + file + ": " + e.getMessage(), e);
    }
  }
}
