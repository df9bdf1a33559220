package io.tributary.topologies.kernel;

/** Handles the records of one input topic. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Loads, decides and puts what shall be written into {@code work}; nothing is written before it returns.
   *
   * @throws RuntimeException when the record can't be handled; it is then dead-lettered, unless {@link Faults} says that
   *     the record is not to blame
   */
  void handle(Received received, Work work);
}
