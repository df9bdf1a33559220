package io.tributary.outbox;

import io.tributary.common.EncryptedText;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Recorded users: sealed with the person's own key, so that erasing it reaches them too. */
final class UserResults implements Json.Codec<User> {
  private static final String FIELD = "idempotency";

  private final SubjectCipher cipher;

  UserResults(SubjectCipher cipher) {
    this.cipher = cipher;
  }

  private record Sealed(UUID tenantId, String subjectId, int keyVersion, ByteBuffer nonce, ByteBuffer ciphertext) {}

  @Override
  public String write(User user) {
    EncryptedText text =
        cipher.seal(user.tenantId(), user.id().toString(), FIELD, Json.MAPPER.writeValueAsString(user));
    return Json.MAPPER.writeValueAsString(
        new Sealed(
            user.tenantId(),
            text.getSubjectId(),
            text.getKeyVersion(),
            text.getNonce(),
            text.getCiphertext()));
  }

  @Override
  public Optional<User> read(String json) {
    Sealed sealed = Json.MAPPER.readValue(json, Sealed.class);
    EncryptedText text =
        new EncryptedText(
            sealed.subjectId(),
            sealed.keyVersion(),
            sealed.nonce(),
            sealed.ciphertext());
    return cipher.open(sealed.tenantId(), FIELD, text).map(clear -> Json.MAPPER.readValue(clear, User.class));
  }
}
