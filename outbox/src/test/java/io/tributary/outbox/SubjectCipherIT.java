package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.EncryptedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubjectCipherIT {
  private static Database database;
  private static Outbox outbox;

  private final UUID tenant = UUID.randomUUID();

  @BeforeAll
  static void start() {
    database = Database.create();
    outbox = database.open();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void anotherInstanceOpensWhatOneSealed() {
    EncryptedText sealed = outbox.subjectCipher().seal(tenant, "jane", "email", "jane@example.com");
    SubjectCipher other = database.open(database.pool).subjectCipher();
    assertThat(other.open(tenant, "email", sealed)).contains("jane@example.com");
    assertThatThrownBy(() -> other.open(UUID.randomUUID(), "email", sealed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void erasingMakesEveryCopyUnreadable() {
    SubjectCipher cipher = outbox.subjectCipher();
    EncryptedText jane = cipher.seal(tenant, "jane", "name", "Jane");
    EncryptedText joe = cipher.seal(tenant, "joe", "name", "Joe");
    assertThat(cipher.open(tenant, "name", jane)).contains("Jane");

    assertThat(cipher.eraseSubject(tenant, "jane")).isTrue();
    assertThat(cipher.eraseSubject(tenant, "jane")).isFalse();

    List<SealedField> both = List.of(new SealedField(tenant, "name", jane), new SealedField(tenant, "name", joe));
    assertThat(cipher.openAll(both)).containsExactly(Optional.empty(), Optional.of("Joe"));
    EncryptedText later = cipher.seal(tenant, "jane", "name", "Jane again");
    assertThat(later.getKeyVersion()).isEqualTo(2);
    assertThat(cipher.open(tenant, "name", later)).contains("Jane again");
    assertThat(cipher.open(tenant, "name", jane)).isEmpty();
  }

  @Test
  void aKeyOfARolledBackTransactionIsGone() {
    Transactions transactions = new Transactions(database.pool);
    SubjectCipher cipher = outbox.subjectCipher();
    assertThatThrownBy(() -> transactions.run(() -> {
      EncryptedText sealed = cipher.seal(tenant, "jane", "name", "Jane");
      assertThat(cipher.open(tenant, "name", sealed)).contains("Jane");
      throw new IllegalStateException("rolled back");
    })).hasMessage("rolled back");
    EncryptedText sealed = cipher.seal(tenant, "jane", "name", "Jane");
    assertThat(database.open(database.pool).subjectCipher().open(tenant, "name", sealed)).contains("Jane");
    assertThat(cipher.open(tenant, "name", sealed)).contains("Jane");
  }

  @Test
  void manyAtOnceShareOneKeyPerPerson() throws Exception {
    List<Callable<EncryptedText>> seals = IntStream.range(0, 32)
        .mapToObj(i -> (Callable<EncryptedText>) () ->
            outbox.subjectCipher().seal(tenant, "subject-" + i % 4, "name", "Name " + i))
        .toList();
    List<SealedField> sealed = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
      for (Future<EncryptedText> seal : executor.invokeAll(seals)) {
        sealed.add(new SealedField(tenant, "name", seal.get()));
      }
    }
    assertThat(database.jdbc.sql("select count(*) from subject_keys where tenant_id = ?").param(tenant)
        .query(Long.class).single()).isEqualTo(4);
    assertThat(database.open(database.pool).subjectCipher().openAll(sealed))
        .isEqualTo(IntStream.range(0, 32).mapToObj(i -> Optional.of("Name " + i)).toList());
  }

  @Test
  void sealsSeveralFieldsOfOnePerson() {
    Map<String, EncryptedText> sealed =
        outbox.subjectCipher().sealAll(tenant, "jane", Map.of("name", "Jane", "email", "jane@example.com"));
    assertThat(outbox.subjectCipher().open(tenant, "name", sealed.get("name"))).contains("Jane");
    assertThat(outbox.subjectCipher().open(tenant, "email", sealed.get("email"))).contains("jane@example.com");
  }
}
