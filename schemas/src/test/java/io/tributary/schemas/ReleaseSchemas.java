package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Releases today's schemas: {@value Released#COMMAND}. It runs only when named, and refuses what breaks with an earlier
 * release.
 */
class ReleaseSchemas {
  private static final int SAMPLES = 20;

  @Test
  void release() {
    write(Released.FOLDER, SchemaSources.types());
  }

  static void write(Path folder, Collection<Schema> schemas) {
    assertThat(ReleaseGate.breaks(folder, schemas)).isEmpty();
    for (Schema schema : schemas) {
      String fingerprint = Released.fingerprint(schema);
      boolean released =
          Released.versions(folder, schema.getFullName()).stream().anyMatch(v -> v.fingerprint().equals(fingerprint));
      if (!released) {
        Released.write(folder, schema, samples(schema));
      }
    }
  }

  private static byte[] samples(Schema schema) {
    RandomRecords random = new RandomRecords(schema.getFullName().hashCode());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < SAMPLES; i++) {
      bytes.writeBytes(RoundTripTest.body(random.next(schema)));
    }
    return bytes.toByteArray();
  }
}
