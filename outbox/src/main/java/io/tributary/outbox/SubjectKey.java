package io.tributary.outbox;

import io.tributary.common.EncryptedText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A person's data key: 32 bytes, named by tenant, subject and version. */
record SubjectKey(Id id, SecretKey key) {
  private static final int LENGTH = 32;

  /** Which key; a version is never given out twice. */
  record Id(UUID tenantId, String subjectId, int version) {
    byte[] additional() {
      return bytes(tenantId + "/" + subjectId + "/" + version);
    }
  }

  static SubjectKey create(Id id) {
    return new SubjectKey(id, new SecretKeySpec(AesGcm.random(LENGTH), "AES"));
  }

  /** The nonce, then the sealed key; bound to its id, so that rows can't be exchanged. */
  byte[] wrap(SecretKey wrapping) {
    byte[] nonce = AesGcm.random(AesGcm.NONCE);
    byte[] sealed = AesGcm.seal(wrapping, nonce, id.additional(), key.getEncoded());
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  static SubjectKey unwrap(Id id, byte[] wrapped, SecretKey wrapping) {
    byte[] nonce = new byte[AesGcm.NONCE];
    byte[] sealed = new byte[wrapped.length - nonce.length];
    ByteBuffer.wrap(wrapped).get(nonce).get(sealed);
    return new SubjectKey(id, new SecretKeySpec(AesGcm.open(wrapping, nonce, id.additional(), sealed), "AES"));
  }

  EncryptedText seal(String field, String text) {
    byte[] nonce = AesGcm.random(AesGcm.NONCE);
    byte[] sealed = AesGcm.seal(key, nonce, additional(field), bytes(text));
    return new EncryptedText(id.subjectId(), id.version(), ByteBuffer.wrap(nonce), ByteBuffer.wrap(sealed));
  }

  String open(String field, EncryptedText text) {
    byte[] clear = AesGcm.open(key, array(text.getNonce()), additional(field), array(text.getCiphertext()));
    return new String(clear, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "SubjectKey[" + id + "]";
  }

  private byte[] additional(String field) {
    return bytes(id.tenantId() + "/" + id.subjectId() + "/" + field);
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] array = new byte[buffer.remaining()];
    buffer.duplicate().get(array);
    return array;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
