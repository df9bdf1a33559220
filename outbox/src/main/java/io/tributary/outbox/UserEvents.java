package io.tributary.outbox;

import io.tributary.common.EncryptedText;
import io.tributary.common.EventMeta;
import io.tributary.directory.UserCreated;
import io.tributary.directory.UserDeactivated;
import io.tributary.directory.UserEmailChanged;
import io.tributary.directory.UserReactivated;
import io.tributary.directory.UserRenamed;
import io.tributary.directory.UserRolesChanged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.avro.specific.SpecificRecord;

/** The events of a user, one for each fact; what identifies the person is sealed. */
final class UserEvents {
  private final SubjectCipher cipher;

  UserEvents(SubjectCipher cipher) {
    this.cipher = cipher;
  }

  UserCreated created(EventMetas metas, User user) {
    String id = user.id().toString();
    Map<String, EncryptedText> sealed =
        cipher.sealAll(user.tenantId(), id, Map.of("name", user.name(), "email", user.email()));
    return new UserCreated(
        metas.of("user.created", "user", id, 1), id, sealed.get("name"), sealed.get("email"), user.roles());
  }

  /** What differs between the two, as events whose versions follow {@code version}; none when nothing does. */
  List<SpecificRecord> changes(EventMetas metas, long version, User before, User after) {
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    if (!before.name().equals(after.name())) {
      texts.put("name", after.name());
    }
    if (!before.email().equals(after.email())) {
      texts.put("email", after.email());
    }
    String id = after.id().toString();
    Map<String, EncryptedText> sealed = texts.isEmpty() ? Map.of() : cipher.sealAll(after.tenantId(), id, texts);
    Numbering meta = new Numbering(metas, id, version);
    List<SpecificRecord> events = new ArrayList<>();
    EncryptedText name = sealed.get("name");
    if (name != null) {
      events.add(new UserRenamed(meta.next("user.renamed"), id, name));
    }
    EncryptedText email = sealed.get("email");
    if (email != null) {
      events.add(new UserEmailChanged(meta.next("user.email_changed"), id, email));
    }
    if (!before.roles().equals(after.roles())) {
      events.add(new UserRolesChanged(meta.next("user.roles_changed"), id, after.roles()));
    }
    if (before.isActive() && !after.isActive()) {
      events.add(new UserDeactivated(meta.next("user.deactivated"), id, null));
    }
    if (!before.isActive() && after.isActive()) {
      events.add(new UserReactivated(meta.next("user.reactivated"), id));
    }
    return events;
  }

  /** Gives each event of one user the next version. */
  private static final class Numbering {
    private final EventMetas metas;
    private final String userId;
    private long version;

    Numbering(EventMetas metas, String userId, long version) {
      this.metas = metas;
      this.userId = userId;
      this.version = version;
    }

    EventMeta next(String type) {
      return metas.of(type, "user", userId, ++version);
    }
  }
}
