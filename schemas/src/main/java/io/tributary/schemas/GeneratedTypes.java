package io.tributary.schemas;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** From an Avro full name to this build's generated class. */
final class GeneratedTypes {
  private GeneratedTypes() {}

  /**
   * Nothing but a generated record is initialized: a schema must not be able to run the code of any other class.
   *
   * @throws ClassNotFoundException when this build has no generated record of that name
   */
  static Class<? extends SpecificRecord> byName(String fullName) throws ClassNotFoundException {
    Class<?> type = Class.forName(fullName, false, GeneratedTypes.class.getClassLoader());
    if (!SpecificRecord.class.isAssignableFrom(type)) {
      throw new ClassNotFoundException(fullName + " is not a generated record");
    }
    return type.asSubclass(SpecificRecord.class);
  }

  static Schema schemaOf(Class<? extends SpecificRecord> type) {
    return SpecificData.getForClass(type).getSchema(type);
  }
}
