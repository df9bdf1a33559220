package io.tributary.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions and paths that the build wrote into the jar. */
final class Baked {
  private static final Properties PROPERTIES = load();

  private Baked() {}

  static String get(String key) {
    String value = PROPERTIES.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("embedded.properties lacks " + key);
    }
    return value;
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Baked.class.getResourceAsStream("/embedded.properties")) {
      if (in == null) {
        throw new IllegalStateException("embedded.properties is not on the class path");
      }
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
