package io.tributary.topologies.kernel;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the kernel's own rows. Their prefixes are part of the stored data: never reuse one. */
final class KernelRows {
  private static final int TENANT_SEQ = 0x01;
  private static final int HOLE = 0x02;
  private static final int PARKED = 0x03;
  private static final int OPERATION = 0x04;
  private static final int OFFSET = 0x05;

  private KernelRows() {}

  /** In both stores: the tenant's last applied {@code tenant_seq}. */
  static Bytes tenantSeq(UUID tenantId) {
    return KeyCodec.key(TENANT_SEQ, tenantId).build();
  }

  /** In the state: an outbox record that was dead-lettered and may come again. */
  static Bytes hole(UUID tenantId, long seq) {
    return KeyCodec.key(HOLE, tenantId).ascending(seq).build();
  }

  /** In the state: an outbox record that waits for one before it. */
  static Bytes parked(UUID tenantId, long seq) {
    return KeyCodec.key(PARKED, tenantId).ascending(seq).build();
  }

  static Bytes parked(UUID tenantId) {
    return KeyCodec.key(PARKED, tenantId).build();
  }

  static Bytes parked() {
    return KeyCodec.key(PARKED).build();
  }

  /** In the state: an operation's outcome. */
  static Bytes operation(long bucket, UUID tenantId, List<String> identity) {
    KeyCodec key = KeyCodec.key(OPERATION).ascending(bucket).uuid(tenantId);
    identity.forEach(key::text);
    return key.build();
  }

  /** The beginning of all operations of a bucket: the end of all buckets before it. */
  static Bytes operations(long bucket) {
    return KeyCodec.key(OPERATION).ascending(bucket).build();
  }

  /** The bucket that an operation's row lies in. */
  static long bucket(Bytes operation) {
    return new KeyReader(operation).ascending();
  }

  static Bytes operations() {
    return KeyCodec.key(OPERATION).build();
  }

  /** In the views: how far the partition of an input topic is reflected. */
  static Bytes offset(String topic) {
    return KeyCodec.key(OFFSET).text(topic).build();
  }

  static Bytes offsets() {
    return KeyCodec.key(OFFSET).build();
  }
}
