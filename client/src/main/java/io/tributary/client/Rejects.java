package io.tributary.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the ledger refused for good, a line of JSON each, for people to look at. */
final class Rejects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  Rejects(Path file) {
    this.file = file;
  }

  void add(Spending spending, String code) throws IOException {
    String line = JSON.writeValueAsString(Map.of("code", code, "spending", spending)) + "\n";
    Files.writeString(
        file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND,
        StandardOpenOption.SYNC);
  }
}
