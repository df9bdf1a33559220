package io.tributary.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a child's log, for error messages. */
final class LogTail {
  private static final int BYTES = 16_384;
  private static final Pattern SERIOUS = Pattern.compile("\\b(PANIC|FATAL|ERROR|SEVERE|error:|Error:|Exception)");

  private LogTail() {}

  static String read(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = file.length();
      file.seek(Math.max(0, length - BYTES));
      byte[] bytes = new byte[(int) Math.min(length, BYTES)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The last line that reports an error, else the last line at all. */
  static String tellingLine(String tail) {
    List<String> lines = tail.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.reversed().stream()
        .filter(line -> SERIOUS.matcher(line).find())
        .findFirst()
        .or(() -> lines.reversed().stream().findFirst())
        .orElse("none");
  }
}
