package io.tributary.topologies.kernel;

import io.tributary.schemas.RegistryUnavailableException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsException;

/** Tells apart what a record is to blame for and what befell the task while it handled one. */
final class Faults {
  private Faults() {}

  /** True when handling any other record would fail too: dead-lettering would empty the topic into the dead letters. */
  static boolean recordIsBlameless(RuntimeException fault) {
    return fault instanceof StreamsException
        || fault instanceof RetriableException
        || fault instanceof RegistryUnavailableException;
  }
}
