package io.tributary.schemas;

import org.apache.avro.specific.AvroGenerated;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro 1.12.2 instantiates only classes it was told to trust, against schemas that name a harmful one. We trust what the
 * Avro compiler generated for us, and nothing else besides what was trusted before.
 */
public final class TrustedClasses {
  private static final String OURS = "io.tributary.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getName().startsWith(OURS) && type.isAnnotationPresent(AvroGenerated.class)));
  }

  private TrustedClasses() {}

  /** Has run once when it returns; Avro holds the setting for the whole process. */
  public static void install() {}
}
