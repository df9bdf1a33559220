package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each change of a released schema that the gate must stop, and those it must let through. */
class ReleaseGateTest {
  private static final String FIRST =
      """
      {"type": "record", "name": "Order", "namespace": "shop", "fields": [
        {"name": "sku", "type": "string", "doc": "what"},
        {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
        {"name": "note", "type": ["null", "string"], "default": null},
        {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["UNKNOWN", "A"], "default": "UNKNOWN"}}
      ]}
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void releaseTheFirst() {
    ReleaseSchemas.write(folder, List.of(parse(FIRST)));
  }

  @Test
  void letsCompatibleChangesThroughOnceTheyAreReleased() {
    Schema grown =
        parse(
            FIRST
                .replace("\"UNKNOWN\", \"A\"", "\"UNKNOWN\", \"A\", \"B\"")
                .replace("{\"name\": \"note\"", "{\"name\": \"size\", \"type\": \"int\", \"default\": 1}, {\"name\": \"note\""));
    assertThat(ReleaseGate.breaks(folder, List.of(grown))).isEmpty();
    assertThat(ReleaseGate.unreleased(folder, List.of(grown)))
        .singleElement().asString().startsWith("shop.Order is not released as it stands").contains(Released.COMMAND);
    ReleaseSchemas.write(folder, List.of(grown));
    assertThat(ReleaseGate.unreleased(folder, List.of(grown))).isEmpty();
    assertThat(Released.versions(folder, "shop.Order")).hasSize(2)
        .allSatisfy(version -> assertThat(ReleaseGate.asWritten(version)).hasSize(20));
  }

  @Test
  void aBetterSentenceIsNoNewVersion() {
    assertThat(ReleaseGate.unreleased(folder, List.of(parse(FIRST.replace("what", "The article"))))).isEmpty();
  }

  @Test
  void stopsChangesThatBreak() {
    stops("{\"name\": \"note\"", "{\"name\": \"size\", \"type\": \"int\"}, {\"name\": \"note\"", "can't read old data");
    stops("{\"name\": \"sku\", \"type\": \"string\", \"doc\": \"what\"},", "", "old readers can't read new data");
    stops("\"type\": \"string\", \"doc\"", "\"type\": \"long\", \"doc\"", "TYPE_MISMATCH at /fields/0/type");
    stops("\"scale\": 2", "\"scale\": 3", "/amount was");
    stops("\"UNKNOWN\", \"A\"", "\"UNKNOWN\"", "/state lost the symbol A");
  }

  @Test
  void stopsATypeThatIsGone() {
    assertThat(ReleaseGate.breaks(folder, List.of()))
        .singleElement().asString().startsWith("shop.Order was released and is gone");
  }

  private void stops(String part, String replacement, String message) {
    assertThat(ReleaseGate.breaks(folder, List.of(parse(FIRST.replace(part, replacement)))))
        .isNotEmpty()
        .allSatisfy(sentence -> assertThat(sentence).startsWith("shop.Order breaks with its release "))
        .anySatisfy(sentence -> assertThat(sentence).contains(message));
  }

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }
}
