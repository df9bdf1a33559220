package io.tributary.app.instance;

import java.nio.file.Path;

/** A platform on external servers, known by its address and its keys. */
public record ServedInstance(String httpUrl, Path secretsDirectory) implements Instance {
  @Override
  public Secrets secrets() {
    return Secrets.served(secretsDirectory);
  }
}
