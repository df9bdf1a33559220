package io.tributary.topologies.inventory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command with what identifies it.
 *
 * @param type its dotted type, such as {@code stock.reserve}; with the id it identifies the operation
 * @param expectedVersion of what it changes, as its sender knows it; null: whatever it is
 * @param newId of what it creates, unless the command names that itself
 * @param unit of its product that its quantity is in; null: the stock unit
 * @param occurredAt when what it tells happened; null: now
 */
public record Operation(
    String type,
    String id,
    @Nullable Long expectedVersion,
    String newId,
    InventoryCommand command,
    @Nullable String unit,
    @Nullable Instant occurredAt) {
  public Operation(String type, String id, @Nullable Long expectedVersion, String newId, InventoryCommand command) {
    this(type, id, expectedVersion, newId, command, null, null);
  }
}
