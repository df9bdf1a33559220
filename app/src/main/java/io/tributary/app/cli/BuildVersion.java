package io.tributary.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class BuildVersion implements IVersionProvider {
  /** Such as {@code 0.1.0-SNAPSHOT}. */
  public static String get() {
    try (InputStream in = BuildVersion.class.getResourceAsStream("/tributary.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in, "tributary.properties is not on the class path"));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"tributary " + get()};
  }
}
