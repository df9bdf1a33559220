package io.tributary.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Compares today's schemas with every released version, FULL_TRANSITIVE: each must read what the other wrote. Each finding
 * is one sentence that says what breaks, and what to do.
 */
final class ReleaseGate {
  private static final String REMEDY =
      "; give a new field a default, keep old fields and symbols, or make a new record with a new name";

  private ReleaseGate() {}

  /** What stands against releasing today's schemas. */
  static List<String> breaks(Path folder, Collection<Schema> schemas) {
    List<String> found = new ArrayList<>();
    for (Schema schema : schemas) {
      for (Released.Version version : Released.versions(folder, schema.getFullName())) {
        List<String> breaks = new ArrayList<>(Compatibility.breaks(schema, version.schema()));
        breaks.addAll(ContractChanges.between(schema, version.schema()));
        breaks.forEach(
            what -> found.add(schema.getFullName() + " breaks with its release " + version.fingerprint() + ": " + what + REMEDY));
      }
    }
    List<String> names = schemas.stream().map(Schema::getFullName).toList();
    for (String type : Released.types(folder)) {
      if (!names.contains(type)) {
        found.add(type + " was released and is gone: topics keep its records for ever; bring it back to the catalogue");
      }
    }
    return found;
  }

  /** Schemas that were changed, or made, since the last release. */
  static List<String> unreleased(Path folder, Collection<Schema> schemas) {
    List<String> found = new ArrayList<>();
    for (Schema schema : schemas) {
      String fingerprint = Released.fingerprint(schema);
      if (Released.versions(folder, schema.getFullName()).stream()
          .noneMatch(version -> version.fingerprint().equals(fingerprint))) {
        found.add(
            "%s is not released as it stands (%s); if it is meant so, run `%s` and commit schemas/src/main/released"
                .formatted(schema.getFullName(), fingerprint, Released.COMMAND));
      }
    }
    return found;
  }

  /** The kept records of a version as it wrote them. */
  static List<GenericRecord> asWritten(Released.Version version) {
    return read(version.sample(), new GenericDatumReader<>(version.schema()));
  }

  /** The same records as this build's class. */
  static List<SpecificRecord> asReadToday(Released.Version version, Class<? extends SpecificRecord> type) {
    TrustedClasses.install();
    SpecificData model = SpecificData.getForClass(type);
    return read(version.sample(), new SpecificDatumReader<>(version.schema(), model.getSchema(type), model));
  }

  /** A record without logical types and generated classes, to be compared with what was written. */
  static GenericRecord plain(SpecificRecord record) {
    Schema schema = PublishedSchemas.of(record.getSchema());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass())).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(bytes.toByteArray(), new GenericDatumReader<GenericRecord>(schema)).getFirst();
  }

  private static <T> List<T> read(byte[] bytes, GenericDatumReader<T> reader) {
    List<T> records = new ArrayList<>();
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    try {
      while (!decoder.isEnd()) {
        records.add(reader.read(null, decoder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }
}
