package io.tributary.topologies.credits;

/** Which wallet of a tenant: credits that an entity allocated to an application. */
public record WalletId(String entityId, String application) {
  /** The aggregate's id in the envelope. */
  public String aggregateId() {
    return entityId + "/" + application;
  }
}
