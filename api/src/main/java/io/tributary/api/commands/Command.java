package io.tributary.api.commands;

import io.tributary.common.CommandMeta;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way, with every default filled in.
 *
 * @param type its dotted type, such as {@code credits.consume}
 * @param userId on whose behalf; null for the platform itself
 * @param body the command's record, around the envelope that the gateway gives it
 */
public record Command(
    UUID tenantId,
    String type,
    @Nullable String userId,
    String correlationId,
    String traceparent,
    Function<CommandMeta, SpecificRecord> body) {}
