package io.tributary.app.lab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that a report is of, in words. */
public final class Machine {
  private static final double GIB = 1 << 30;
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** @param data where the laboratory keeps its data */
  public static String describe(Path data) {
    return String.format(Locale.ROOT,
        "%d processors (%s), %.0f GiB of memory, %s %s on %s, %s, data on %s",
        Runtime.getRuntime().availableProcessors(), processor(), memory() / GIB, System.getProperty("os.name"),
        System.getProperty("os.version"), System.getProperty("os.arch"), System.getProperty("java.vm.name") + " "
            + System.getProperty("java.runtime.version"), disk(data));
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static String processor() {
    try {
      return Files.readAllLines(CPUS).stream()
          .filter(line -> line.startsWith("model name")).findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unnamed");
    } catch (IOException notLinux) {
      return "unnamed";
    }
  }

  private static String disk(Path data) {
    try {
      FileStore store = Files.getFileStore(data);
      return String.format(Locale.ROOT, "%s (%.0f GiB)", store.type(), store.getTotalSpace() / GIB);
    } catch (IOException e) {
      return "an unknown disk";
    }
  }
}
