package io.tributary.app.lab.speed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a section has to work with.
 *
 * @param root an empty directory of its own
 * @param quick whether it is enough to show that it works
 * @param keys how many wallets there are at most
 */
record Bench(Path root, boolean quick, int keys, PrintStream out) {
  /** In a directory below. */
  Bench within(String name) throws IOException {
    return new Bench(Files.createDirectory(root.resolve(name)), quick, keys, out);
  }

  /** The size of something: in full, or when that is enough, small. */
  int size(int full, int small) {
    return quick ? small : full;
  }

  void say(String format, Object... arguments) {
    out.println("    " + String.format(Locale.ROOT, format, arguments));
    out.flush();
  }
}
