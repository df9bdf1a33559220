package io.tributary.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Full compatibility of two versions of a schema: each reads what the other wrote. */
public final class Compatibility {
  private Compatibility() {}

  /** What breaks between two versions, one sentence each; empty when nothing does. */
  public static List<String> breaks(Schema current, Schema earlier) {
    List<String> breaks = new ArrayList<>();
    collect(current, earlier, "the new version can't read old data", breaks);
    collect(earlier, current, "old readers can't read new data", breaks);
    return List.copyOf(breaks);
  }

  private static void collect(Schema reader, Schema writer, String consequence, List<String> breaks) {
    SchemaPairCompatibility pair = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return;
    }
    for (Incompatibility found : pair.getResult().getIncompatibilities()) {
      breaks.add("%s: %s at %s (%s)".formatted(consequence, found.getType(), found.getLocation(), found.getMessage()));
    }
  }
}
