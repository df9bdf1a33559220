package io.tributary.connectors;

/**
 * A position in PostgreSQL's write-ahead log, in bytes since the cluster was made.
 *
 * @param value unsigned
 */
record Lsn(long value) implements Comparable<Lsn> {
  /** Parses PostgreSQL's text form, such as {@code 16/B374D848}. */
  static Lsn parse(String text) {
    int slash = text.indexOf('/');
    long high = Long.parseLong(text, 0, slash, 16);
    long low = Long.parseLong(text, slash + 1, text.length(), 16);
    return new Lsn(high << 32 | low);
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return "%X/%X".formatted(value >>> 32, value & 0xFFFF_FFFFL);
  }
}
