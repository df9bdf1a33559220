package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
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
      same(written.get(i), ReleaseGate.plain(read.get(i)), version.type());
    }
  }

  /** Compares values of which the later version may have more fields inside; maps have no order. */
  private static void same(@Nullable Object before, @Nullable Object now, String path) {
    if (before instanceof IndexedRecord record && now instanceof IndexedRecord recordNow) {
      for (Schema.Field field : record.getSchema().getFields()) {
        Schema.Field today = recordNow.getSchema().getField(field.name());
        if (today != null) {
          same(record.get(field.pos()), recordNow.get(today.pos()), path + "/" + field.name());
        }
      }
    } else if (before instanceof List<?> list && now instanceof List<?> listNow) {
      assertThat(listNow).as(path).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        same(list.get(i), listNow.get(i), path + "[" + i + "]");
      }
    } else if (before instanceof Map<?, ?> map && now instanceof Map<?, ?> mapNow) {
      Map<String, Object> textual = new HashMap<>();
      mapNow.forEach((key, value) -> textual.put(key.toString(), value));
      assertThat(textual).as(path).hasSameSizeAs(map);
      map.forEach((key, value) -> same(value, textual.get(key.toString()), path + "{" + key + "}"));
    } else {
      assertThat(String.valueOf(now)).as(path).isEqualTo(String.valueOf(before));
    }
  }
}
