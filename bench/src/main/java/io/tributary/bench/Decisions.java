package io.tributary.bench;

import java.util.UUID;

/** Something that decides consumptions, durably, before it answers. */
interface Decisions extends AutoCloseable {
  String name();

  /** A wallet with more credits than a run can consume. */
  void open(UUID tenantId) throws Exception;

  /** How many decisions a call makes. */
  default int perCall() {
    return 1;
  }

  /**
   * Consumes one credit for each decision.
   *
   * @throws IllegalStateException when it was not approved
   */
  void consume(UUID tenantId, String operationId) throws Exception;

  @Override
  void close();
}
