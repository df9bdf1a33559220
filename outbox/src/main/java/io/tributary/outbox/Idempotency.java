package io.tributary.outbox;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a write once per Idempotency-Key (contract "Idempotency"). Same content: the recorded result again. Other
 * content: {@code IDEMPOTENCY_MISMATCH}, naming the first field that differs. A refusal that depended on state (409) is
 * recorded as well, so that a retry can't later turn into a charge; any other refusal leaves the key free.
 */
final class Idempotency {
  /** How long a key is remembered. */
  static final Duration WINDOW = Duration.ofDays(32);

  private static final String HEADER = "Idempotency-Key";
  private static final int DIGEST = 16;

  private final Transactions transactions;
  private final IdempotencyRows rows;
  private final MasterKey masterKey;
  private final Clock clock;

  Idempotency(Transactions transactions, IdempotencyRows rows, MasterKey masterKey, Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.masterKey = masterKey;
    this.clock = clock;
  }

  private sealed interface Outcome<T> {}

  private record Done<T>(Written<T> written) implements Outcome<T> {}

  private record Refused<T>(ProblemException problem) implements Outcome<T> {}

  private record Refusal(ErrorCode code, @Nullable String field, String detail, Map<String, Object> extensions) {}

  /** Runs {@code work} in one transaction with the key's row; without a key, in a transaction of its own. */
  <T> Written<T> run(IdempotentWrite write, WriteContext context, Json.Codec<T> codec, Supplier<Written<T>> work) {
    String key = context.idempotencyKey();
    if (key == null) {
      return transactions.run(work);
    }
    IdempotencyRows.Id id = new IdempotencyRows.Id(write.scope(), write.operation(), checked(key));
    // A refusal is thrown only once its record is committed.
    return switch (transactions.run(() -> attempt(id, write, codec, work))) {
      case Done<T>(Written<T> written) -> written;
      case Refused<T>(ProblemException problem) -> throw problem;
    };
  }

  /** Within the running transaction: gives the key's recorded result another value, once a longer write has ended. */
  <T> void complete(IdempotencyRows.Id id, Written<T> written, Json.Codec<T> codec) {
    rows.result(id, written.context(), written.tenantId(), written.tenantSeq(), codec.write(written.value()));
  }

  /** Forgets keys older than {@link #WINDOW}; returns how many. */
  int purge() {
    return rows.purge(clock.instant().minus(WINDOW));
  }

  private <T> Outcome<T> attempt(
      IdempotencyRows.Id id, IdempotentWrite write, Json.Codec<T> codec, Supplier<Written<T>> work) {
    List<String> content = digests(write);
    if (!rows.claim(id, content, clock.instant())) {
      return replay(rows.find(id).orElseThrow(), content, codec);
    }
    try {
      Written<T> written = transactions.savepoint(work);
      complete(id, written, codec);
      return new Done<>(written);
    } catch (ProblemException refused) {
      if (refused.code().status() != 409) {
        throw refused;
      }
      rows.refusal(id, Json.MAPPER.writeValueAsString(
          new Refusal(refused.code(), refused.field(), refused.detail(), refused.extensions())));
      return new Refused<>(refused);
    }
  }

  private <T> Outcome<T> replay(IdempotencyRows.Recorded recorded, List<String> content, Json.Codec<T> codec) {
    if (!recorded.content().equals(content)) {
      String field = firstDifference(recorded.content(), content);
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_MISMATCH, field, "this " + HEADER + " was used before with another " + field);
    }
    if (recorded.refusal() != null) {
      Refusal refusal = Json.MAPPER.readValue(recorded.refusal(), Refusal.class);
      return new Refused<>(
          new ProblemException(refusal.code(), refusal.field(), refusal.detail(), refusal.extensions()));
    }
    T value =
        codec.read(Objects.requireNonNull(recorded.result(), "a key is committed with its result"))
            .orElseThrow(() -> new ProblemException(ErrorCode.USER_NOT_FOUND, "the person was erased since"));
    return new Done<>(
        new Written<>(
            value,
            Objects.requireNonNull(recorded.context()),
            Objects.requireNonNull(recorded.tenantId()),
            recorded.tenantSeq(),
            true));
  }

  private List<String> digests(IdempotentWrite write) {
    List<String> digests = new ArrayList<>();
    write.content().forEach((field, value) -> digests.add(field + "=" + digest(field, value)));
    return List.copyOf(digests);
  }

  private String digest(String field, String value) {
    byte[] digest = masterKey.digest("idempotency/" + field, value.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, DIGEST);
  }

  private static String firstDifference(List<String> recorded, List<String> given) {
    String differing = given.stream().filter(field -> !recorded.contains(field)).findFirst().orElseGet(recorded::getLast);
    return differing.substring(0, differing.indexOf('='));
  }

  private static String checked(String key) {
    if (key.isBlank() || key.length() > 200 || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw Checks.invalid(HEADER, "must have 1 to 200 printable ASCII characters");
    }
    return key;
  }
}
