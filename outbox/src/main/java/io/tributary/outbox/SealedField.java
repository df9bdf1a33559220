package io.tributary.outbox;

import io.tributary.common.EncryptedText;
import java.util.UUID;

/**
 * A sealed text and where it stands; it opens nowhere else.
 *
 * @param field the record field's name, such as {@code name} or {@code email}
 */
public record SealedField(UUID tenantId, String field, EncryptedText text) {}
