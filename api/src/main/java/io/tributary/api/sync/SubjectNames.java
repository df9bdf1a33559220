package io.tributary.api.sync;

import io.tributary.common.EncryptedText;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens sealed names and addresses of people. */
public interface SubjectNames {
  /**
   * A sealed text and where it stood when it was sealed.
   *
   * @param field the field it was sealed under: {@code name} or {@code email}
   */
  record Sealed(String field, EncryptedText text) {}

  /**
   * The texts in the order asked; empty where the person was erased.
   *
   * @throws RuntimeException when the keys can't be reached, or a text was altered
   */
  List<Optional<String>> open(UUID tenantId, List<Sealed> sealed);
}
