package io.tributary.connectors;

import java.util.Optional;

/** How a capture may start, given what PostgreSQL and Kafka remember of it. */
sealed interface StartDecision {
  /** Streams from the stored position. */
  record Resume() implements StartDecision {}

  /** Makes a new slot, reads the table once, then streams from the slot. */
  record ReadTable() implements StartDecision {}

  /** Starting would lose rows without a sign. */
  record Refuse(String sentence) implements StartDecision {}

  /**
   * Decides.
   *
   * @param stored the position in Kafka
   * @param begun a first reading of the table was begun and its position never stored
   * @param slot the slot in PostgreSQL
   * @param end the end of PostgreSQL's log
   * @param names slot and topic, for the sentence
   */
  static StartDecision of(
      Optional<StoredPosition> stored, boolean begun, Optional<ReplicationSlot> slot, Lsn end, Names names) {
    if (stored.isEmpty()) {
      return slot.isPresent() && !begun
          ? names.refuse(
              "Replication slot %s exists, but topic %s holds no position for it: its offsets were deleted,"
                  + " or this is another Kafka cluster",
              names.slot(), names.topic())
          : new ReadTable();
    }
    if (stored.get().snapshotRunning()) {
      return new ReadTable();
    }
    Lsn position = stored.get().lsn();
    if (slot.isEmpty()) {
      return names.refuse(
          "Replication slot %s is missing, though topic %s holds a position for it (%s): the slot was dropped,"
              + " or this is another database",
          names.slot(), names.topic(), position);
    }
    if (slot.get().lost()) {
      return names.refuse(
          "Replication slot %s is lost: PostgreSQL has removed log that was not captured yet, since %s",
          names.slot(), position);
    }
    if (slot.get().confirmed().compareTo(position) > 0) {
      return names.refuse(
          "Replication slot %s stands at %s, ahead of the position %s in topic %s: rows in between may not"
              + " have been captured",
          names.slot(), slot.get().confirmed(), position, names.topic());
    }
    if (position.compareTo(end) > 0) {
      return names.refuse(
          "PostgreSQL's log ends at %s, before the position %s in topic %s: the database was restored from an"
              + " older backup",
          end, position, names.topic());
    }
    return new Resume();
  }

  /** Names for the sentences. */
  record Names(String slot, String topic) {
    private Refuse refuse(String format, Object... values) {
      return new Refuse(
          format.formatted(values)
              + ". Start the capture once with --recapture: it sends all rows of the outbox again, and"
              + " consumers drop those they have.");
    }
  }
}
