package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.EncryptedText;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SubjectKeyTest {
  private static final UUID TENANT = new UUID(1, 2);
  private static final SecretKey WRAPPING = MasterKey.of(new byte[32]).wrappingKey();
  private final SubjectKey key = SubjectKey.create(new SubjectKey.Id(TENANT, "jane", 1));

  @Test
  void opensWhatItSealedAndNothingElse() {
    EncryptedText sealed = key.seal("email", "jäne@example.com");
    assertThat(sealed.getNonce().remaining()).isEqualTo(12);
    assertThat(key.open("email", sealed)).isEqualTo("jäne@example.com");
    assertThat(key.open("email", sealed)).as("reading does not use up the buffers").isEqualTo("jäne@example.com");

    assertThatThrownBy(() -> key.open("name", sealed)).isInstanceOf(IllegalArgumentException.class);
    SubjectKey other = new SubjectKey(new SubjectKey.Id(TENANT, "joe", 1), key.key());
    assertThatThrownBy(() -> other.open("email", sealed)).isInstanceOf(IllegalArgumentException.class);
    byte[] altered = sealed.getCiphertext().array().clone();
    altered[0] ^= 1;
    EncryptedText forged = new EncryptedText("jane", 1, sealed.getNonce(), ByteBuffer.wrap(altered));
    assertThatThrownBy(() -> key.open("email", forged)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sealsTheSameTextNeverAlike() {
    assertThat(key.seal("email", "a")).isNotEqualTo(key.seal("email", "a"));
  }

  @Test
  void aWrappedKeyBelongsToItsRow() {
    byte[] wrapped = key.wrap(WRAPPING);
    assertThat(SubjectKey.unwrap(key.id(), wrapped, WRAPPING).key()).isEqualTo(key.key());
    SubjectKey.Id elsewhere = new SubjectKey.Id(TENANT, "joe", 1);
    assertThatThrownBy(() -> SubjectKey.unwrap(elsewhere, wrapped, WRAPPING))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsDoNotPrint() {
    assertThat(key.toString()).isEqualTo("SubjectKey[Id[tenantId=" + TENANT + ", subjectId=jane, version=1]]");
    assertThat(MasterKey.of(new byte[32])).hasToString("MasterKey[…]");
    assertThatThrownBy(() -> MasterKey.of(new byte[16])).isInstanceOf(IllegalArgumentException.class);
  }
}
