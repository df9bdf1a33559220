package io.tributary.outbox;

import io.tributary.common.EncryptedText;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals text that identifies a person with that person's own key (AES-256-GCM; the additional data is
 * tenantId/subjectId/field), so that erasing the key erases every copy, in logs, stores and backups of topics (contract
 * "Personal data"). Keys lie in {@code public.subject_keys}, wrapped by the master key. Thread-safe.
 */
public final class SubjectCipher {
  private static final int CACHED_KEYS = 10_000;

  /** How long a key that another instance erased may still open here. */
  public static final Duration MAX_KEY_AGE = Duration.ofSeconds(60);

  private final SubjectKeyRows rows;
  private final SubjectKeyCache cache;

  SubjectCipher(SubjectKeyRows rows, Clock clock) {
    this.rows = rows;
    this.cache = new SubjectKeyCache(CACHED_KEYS, MAX_KEY_AGE, clock);
  }

  /** Seals one field; see {@link #sealAll}. */
  public EncryptedText seal(UUID tenantId, String subjectId, String field, String text) {
    return rows.currentOrNew(tenantId, subjectId).seal(field, text);
  }

  /**
   * Seals fields (name → text) of one person. The person's first key is created by the running transaction, if there is
   * one, and lives or dies with it.
   */
  public SequencedMap<String, EncryptedText> sealAll(UUID tenantId, String subjectId, Map<String, String> fields) {
    SubjectKey key = rows.currentOrNew(tenantId, subjectId);
    SequencedMap<String, EncryptedText> sealed = new LinkedHashMap<>();
    fields.forEach((field, text) -> sealed.put(field, key.seal(field, text)));
    return sealed;
  }

  /** As {@link #openAll}, for one field. */
  public Optional<String> open(UUID tenantId, String field, EncryptedText text) {
    return openAll(List.of(new SealedField(tenantId, field, text))).getFirst();
  }

  /**
   * The texts in the order asked, with at most one query for all of them; empty where the key was erased.
   *
   * @throws IllegalArgumentException when a text was altered, stands elsewhere than where it was sealed, or its key was never made here
   */
  public List<Optional<String>> openAll(Collection<SealedField> fields) {
    Map<SubjectKey.Id, Optional<SubjectKey>> keys = keys(fields);
    return fields.stream().map(field -> open(field, keys)).toList();
  }

  /**
   * Forgets the person's keys for good: nothing sealed so far opens any more, here at once, on other instances within
   * {@link #MAX_KEY_AGE}.
   *
   * @return whether there was a key
   */
  public boolean eraseSubject(UUID tenantId, String subjectId) {
    boolean erased = rows.erase(tenantId, subjectId) > 0;
    cache.forget(tenantId, subjectId);
    return erased;
  }

  private Map<SubjectKey.Id, Optional<SubjectKey>> keys(Collection<SealedField> fields) {
    Set<SubjectKey.Id> missing = fields.stream().map(SubjectCipher::id).collect(Collectors.toCollection(HashSet::new));
    Map<SubjectKey.Id, Optional<SubjectKey>> keys = cache.get(missing);
    missing.removeAll(keys.keySet());
    if (!missing.isEmpty()) {
      Map<SubjectKey.Id, Optional<SubjectKey>> found = rows.find(missing);
      keys.putAll(found);
      // What a running transaction sees may yet be rolled back.
      if (!TransactionSynchronizationManager.isActualTransactionActive()) {
        cache.put(found);
      }
    }
    return keys;
  }

  private static Optional<String> open(SealedField field, Map<SubjectKey.Id, Optional<SubjectKey>> keys) {
    Optional<SubjectKey> key = keys.get(id(field));
    if (key == null) {
      throw new IllegalArgumentException("no key was ever made for " + id(field));
    }
    return key.map(found -> found.open(field.field(), field.text()));
  }

  private static SubjectKey.Id id(SealedField field) {
    return new SubjectKey.Id(field.tenantId(), field.text().getSubjectId(), field.text().getKeyVersion());
  }
}
