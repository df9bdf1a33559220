package io.tributary.app.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Files in Java's format of properties, which hold what is too long, or too secret, for a command line. */
final class PropertiesFile {
  private PropertiesFile() {}

  /** @param file none, or an empty name, gives no properties */
  static Map<String, String> read(CommandSpec spec, String option, @Nullable Path file) {
    Map<String, String> read = new HashMap<>();
    if (file == null || file.toString().isBlank()) {
      return read;
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), option + ": " + file + " can't be read (" + e.getClass().getSimpleName() + ")", e);
    }
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name).strip()));
    return read;
  }
}
