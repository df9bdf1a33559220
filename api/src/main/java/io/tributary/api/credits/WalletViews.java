package io.tributary.api.credits;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tributary.api.requests.Positions;
import io.tributary.queries.Answer;
import io.tributary.topologies.credits.Burn;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.WalletView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Wallets and their entries as they are shown, each answer with who served it, its position and its lag. */
@Component
class WalletViews {
  /**
   * A wallet in a list.
   *
   * @param balance what can be spent now: {@code available}, less what is owed
   * @param held reserved by open holds
   * @param scheduled of grants that are not in effect yet
   * @param overage spent beyond all grants, and not covered since; at most {@code overdraft}
   * @param expired what nobody spent in time, ever
   * @param voided what was taken back, ever
   * @param reclaimed what went back unspent to its pool, ever
   * @param forgiven overage that resets dropped, ever
   */
  record Item(
      String tenantId,
      String entityId,
      String application,
      long balance,
      long allocated,
      long consumed,
      long held,
      long available,
      long scheduled,
      long overage,
      long overdraft,
      long expired,
      long voided,
      long reclaimed,
      long forgiven,
      long version,
      Instant createdAt,
      Instant updatedAt) {
    static Item of(UUID tenant, WalletView wallet) {
      return new Item(
          tenant.toString(),
          wallet.entityId(),
          wallet.application(),
          wallet.balance(),
          wallet.allocated(),
          wallet.consumed(),
          wallet.figures().held(),
          wallet.figures().available(),
          wallet.figures().scheduled(),
          wallet.figures().overage(),
          wallet.figures().policy().overdraft(),
          wallet.figures().expired(),
          wallet.figures().voided(),
          wallet.figures().reclaimed(),
          wallet.figures().forgiven(),
          wallet.version(),
          wallet.createdAt(),
          wallet.updatedAt());
    }
  }

  /**
   * One wallet.
   *
   * @param servedBy {@code active} or {@code standby}
   * @param lag input records not applied yet when it was read; -1 when unknown
   */
  record One(@JsonUnwrapped Item wallet, String position, String servedBy, long lag) {}

  /**
   * A movement, under the names of S0's events.
   *
   * @param amount signed: positive adds to the balance
   * @param consumed what was spent by it; a posted hold's credits left the balance when they were held
   * @param version the wallet's version after it
   * @param operationId of the operation that it is for; else the grant's or hold's that it happened to
   * @param subjectId the grant or hold that was made, changed or ended
   * @param burned which grants paid, in their order; of a new hold, which ones will
   */
  record Entry(
      String eventId,
      String type,
      long amount,
      long balance,
      long consumed,
      long version,
      @Nullable String operationId,
      @Nullable String operationCode,
      @Nullable String userId,
      @Nullable String subjectId,
      List<Burn> burned,
      Map<String, String> metadata,
      @Nullable String priceId,
      @Nullable Instant occurredAt,
      Instant timestamp) {
    static Entry of(EntryView entry) {
      return new Entry(
          entry.eventId(),
          entry.type(),
          entry.amount(),
          entry.balance(),
          entry.consumed(),
          entry.version(),
          entry.operationId(),
          entry.operationCode(),
          entry.userId(),
          entry.subjectId(),
          entry.burned(),
          entry.attributes(),
          entry.priceId(),
          entry.occurredAt(),
          entry.at());
    }
  }

  /** A part of a list, labelled as a whole. */
  record Part<T>(
      List<T> items,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
      String position,
      String servedBy,
      long lag) {}

  private final Positions positions;

  WalletViews(Positions positions) {
    this.positions = positions;
  }

  One one(UUID tenant, WalletView wallet, Answer<?> answer) {
    return new One(Item.of(tenant, wallet), positions.token(answer.position()), role(answer), answer.lag());
  }

  Part<Item> wallets(UUID tenant, List<WalletView> wallets, @Nullable String next, Answer<?> answer) {
    return part(wallets.stream().map(wallet -> Item.of(tenant, wallet)).toList(), next, answer);
  }

  Part<Entry> entries(List<EntryView> entries, @Nullable String next, Answer<?> answer) {
    return part(entries.stream().map(Entry::of).toList(), next, answer);
  }

  <T> Part<T> part(List<T> items, @Nullable String next, Answer<?> answer) {
    return new Part<>(items, next, positions.token(answer.position()), role(answer), answer.lag());
  }

  static String role(Answer<?> answer) {
    return answer.role().name().toLowerCase(Locale.ROOT);
  }
}
