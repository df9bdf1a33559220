package io.tributary.topologies.credits;

import java.util.List;

/** Which operation of a tenant; the same id of another application or code is another operation. */
public record OperationId(String application, String code, String id) {
  /** The aggregate's id in the envelope. */
  public String aggregateId() {
    return application + "/" + code + "/" + id;
  }

  /** The identity, in the order of the operation log's keys. */
  List<String> identity() {
    return List.of(application, code, id);
  }
}
