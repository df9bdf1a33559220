package io.tributary.bench;

import java.util.UUID;

/** Something that decides consumptions, durably, before it answers. */
interface Decisions extends AutoCloseable {
  String name();

  /** A wallet with more credits than a run can consume. */
  void open(UUID tenantId) throws Exception;

  /**
   * Consumes one credit.
   *
   * @throws IllegalStateException when it was not approved
   */
  void consume(UUID tenantId, String operationId) throws Exception;

  @Override
  void close();
}
