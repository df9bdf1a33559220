package io.tributary.topologies.directory;

import io.tributary.topologies.kernel.KeyCodec;
import java.util.UUID;
import org.apache.kafka.common.utils.Bytes;

/** Keys of the context's rows, all in the views. Their prefixes are part of the stored data: never reuse one. */
final class DirectoryRows {
  private static final char ROLE = 'r';
  private static final char SETTINGS = 's';
  private static final char TENANT = 't';
  private static final char USER = 'u';

  private DirectoryRows() {}

  static Bytes tenant(UUID tenantId) {
    return KeyCodec.key(TENANT, tenantId).build();
  }

  static Bytes settings(UUID tenantId) {
    return KeyCodec.key(SETTINGS, tenantId).build();
  }

  static Bytes user(UUID tenantId, String userId) {
    return KeyCodec.key(USER, tenantId).text(userId).build();
  }

  static Bytes users(UUID tenantId) {
    return KeyCodec.key(USER, tenantId).build();
  }

  static Bytes role(UUID tenantId, String roleId) {
    return KeyCodec.key(ROLE, tenantId).text(roleId).build();
  }

  static Bytes roles(UUID tenantId) {
    return KeyCodec.key(ROLE, tenantId).build();
  }
}
