package io.tributary.api.commands;

import io.tributary.inventory.InventoryReply;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The inventory's replies. */
final class InventoryReplies implements ReplyReader<InventoryReply> {
  @Override
  public Optional<Reply<InventoryReply>> read(SpecificRecord avro) {
    return avro instanceof InventoryReply reply
        ? Optional.of(new Reply<>(reply.getCommandId(), reply.getInputPartition(), reply.getInputOffset(), reply))
        : Optional.empty();
  }
}
