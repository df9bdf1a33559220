package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compatibility gate (SPEC D8): what was ever released stays readable, and nothing changes unnoticed. */
class ReleasedSchemasTest {
  @Test
  void everySchemaIsCompatibleWithAllItsReleases() {
    assertThat(ReleaseGate.breaks(Released.FOLDER, SchemaSources.types())).isEmpty();
  }

  @Test
  void everySchemaIsReleasedAsItStands() {
    assertThat(ReleaseGate.unreleased(Released.FOLDER, SchemaSources.types())).isEmpty();
  }

  static Stream<Released.Version> versions() {
    return Released.types(Released.FOLDER).stream().flatMap(type -> Released.versions(Released.FOLDER, type).stream());
  }

  @ParameterizedTest
  @MethodSource("versions")
  void keptBytesStillReadWithTheSameValues(Released.Version version) throws Exception {
    assertThat(Released.fingerprint(version.schema())).as("a released file was edited").isEqualTo(version.fingerprint());
    List<GenericRecord> written = ReleaseGate.asWritten(version);
    List<SpecificRecord> read = ReleaseGate.asReadToday(version, GeneratedTypes.byName(version.type()));
    assertThat(written).isNotEmpty().hasSameSizeAs(read);
    for (int i = 0; i < written.size(); i++) {
      sameWhereBothHave(written.get(i), ReleaseGate.plain(read.get(i)), version.type());
    }
  }

  private static void sameWhereBothHave(IndexedRecord written, IndexedRecord read, String path) {
    for (Schema.Field field : written.getSchema().getFields()) {
      Schema.Field today = read.getSchema().getField(field.name());
      if (today == null) {
        continue;
      }
      Object before = written.get(field.pos());
      Object now = read.get(today.pos());
      if (before instanceof IndexedRecord inner && now instanceof IndexedRecord innerNow) {
        sameWhereBothHave(inner, innerNow, path + "/" + field.name());
      } else if (!(before instanceof List<?>)) {
        assertThat(String.valueOf(now)).as(path + "/" + field.name()).isEqualTo(String.valueOf(before));
      } else {
        assertThat((List<?>) now).as(path + "/" + field.name()).hasSameSizeAs((List<?>) before);
      }
    }
  }
}
