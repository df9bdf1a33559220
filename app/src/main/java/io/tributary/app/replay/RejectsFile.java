package io.tributary.app.replay;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes refused lines to a CSV file ({@code line,reason,text}), which exists only if there are any, and counts them. */
final class RejectsFile implements Rejects, AutoCloseable {
  private final Path file;
  private final Map<RejectReason, Long> counts = new EnumMap<>(RejectReason.class);
  private @Nullable CSVPrinter printer;

  RejectsFile(Path file) {
    this.file = file;
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void reject(long lineNumber, RejectReason reason, String text) {
    counts.merge(reason, 1L, Long::sum);
    try {
      open().printRecord(lineNumber, reason.code(), text);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private CSVPrinter open() throws IOException {
    CSVPrinter open = printer;
    if (open == null) {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      BufferedWriter out = Files.newBufferedWriter(file);
      open = new CSVPrinter(out, CSVFormat.RFC4180.builder().setHeader("line", "reason", "text").get());
      printer = open;
    }
    return open;
  }

  Map<RejectReason, Long> counts() {
    return counts;
  }

  Path file() {
    return file;
  }

  private CommandFailure failure(IOException e) {
    return new CommandFailure(ExitCode.FAILED, "Cannot write the rejects file " + file + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      if (printer != null) {
        printer.close(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
