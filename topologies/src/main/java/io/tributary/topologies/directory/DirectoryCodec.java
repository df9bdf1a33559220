package io.tributary.topologies.directory;

import io.tributary.common.EncryptedText;
import io.tributary.directory.Permission;
import io.tributary.directory.TenantStatus;
import io.tributary.topologies.directory.TenantSnapshot.RoleRow;
import io.tributary.topologies.directory.TenantSnapshot.TenantRow;
import io.tributary.topologies.directory.TenantSnapshot.UserRow;
import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The context's rows in bytes. Personal data stay sealed: nothing here could open them. */
final class DirectoryCodec {
  private static final int FORMAT = 1;

  private DirectoryCodec() {}

  static byte[] encode(TenantRow tenant) {
    return new RowEncoder(FORMAT)
        .text(tenant.id())
        .text(tenant.name())
        .text(tenant.domain())
        .text(tenant.plan())
        .text(tenant.status().name())
        .toBytes();
  }

  static TenantRow tenant(byte[] row) {
    RowDecoder fields = known(row);
    return new TenantRow(fields.text(), fields.text(), fields.text(), fields.text(), status(fields.text()));
  }

  static byte[] encode(UserRow user) {
    RowEncoder row = new RowEncoder(FORMAT).text(user.userId());
    sealed(row, user.name());
    sealed(row, user.email());
    return row.textList(user.roles()).flag(user.isActive()).toBytes();
  }

  static UserRow user(byte[] row) {
    RowDecoder fields = known(row);
    return new UserRow(fields.text(), sealed(fields), sealed(fields), fields.textList(), fields.flag());
  }

  static byte[] encode(RoleRow role) {
    RowEncoder row = new RowEncoder(FORMAT).text(role.roleId()).text(role.name()).number(role.level());
    row.number(role.permissions().size());
    for (Permission permission : role.permissions()) {
      row.text(permission.getResource()).text(permission.getAction()).textMap(permission.getConditions());
    }
    return row.toBytes();
  }

  static RoleRow role(byte[] row) {
    RowDecoder fields = known(row);
    String roleId = fields.text();
    String name = fields.text();
    int level = (int) fields.number();
    List<Permission> permissions = new ArrayList<>();
    for (long left = fields.number(); left > 0; left--) {
      permissions.add(new Permission(fields.text(), fields.text(), fields.textMap()));
    }
    return new RoleRow(roleId, name, level, permissions);
  }

  static byte[] encode(Map<String, String> settings) {
    return new RowEncoder(FORMAT).textMap(settings).toBytes();
  }

  static Map<String, String> settings(byte[] row) {
    return known(row).textMap();
  }

  private static void sealed(RowEncoder row, EncryptedText text) {
    row.text(text.getSubjectId()).number(text.getKeyVersion());
    row.bytes(bytes(text.getNonce())).bytes(bytes(text.getCiphertext()));
  }

  private static EncryptedText sealed(RowDecoder fields) {
    return new EncryptedText(
        fields.text(), (int) fields.number(), ByteBuffer.wrap(fields.bytes()), ByteBuffer.wrap(fields.bytes()));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** A status that this build does not know is UNKNOWN to it, as it is in Avro. */
  private static TenantStatus status(String name) {
    return Arrays.stream(TenantStatus.values())
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElse(TenantStatus.UNKNOWN);
  }

  private static RowDecoder known(byte[] row) {
    RowDecoder fields = new RowDecoder(row);
    if (fields.format() != FORMAT) {
      throw fields.unknownFormat();
    }
    return fields;
  }
}
