package io.tributary.api.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Asks the inventory; always fresh, from the active task (SPEC D7). */
@Component
class InventoryReader {
  /**
   * A part of a list, with who served it.
   *
   * @param next cursor to ask the next part with; null at the end. A part may be shorter than its limit, even empty, and
   *     have a next one
   * @param lag input records not applied yet when it was read; -1 when unknown
   */
  record InventoryList<T>(
      List<T> items,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
      String position,
      String servedBy,
      long lag) {}

  /** Who asks for what, as each list is told. */
  record Ask(Caller caller, @Nullable String tenantId, @Nullable String limit, @Nullable String cursor, Position atLeast) {}

  /** Makes the query of a list's part. */
  @FunctionalInterface
  interface PartQuery<T> {
    ViewQuery<Page<T>> of(UUID tenantId, @Nullable String after, int limit);
  }

  private final QueryService queries;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  InventoryReader(QueryService queries, TenantDoor door, Positions positions, Cursors cursors) {
    this.queries = queries;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  UUID tenant(Caller caller, @Nullable String tenantId) {
    return door.enter(caller, tenantId, "tenantId");
  }

  /** @param selection all that selects the list's items: a cursor holds for it only */
  <T, V> ResponseEntity<InventoryList<V>> list(
      Ask ask, List<@Nullable String> selection, PartQuery<T> query, Function<T, V> view) {
    UUID tenant = tenant(ask.caller(), ask.tenantId());
    String list = "inventory/" + tenant + "/" + selection;
    Answer<Page<T>> answer = queries.ask(
        query.of(tenant, cursors.open(list, ask.cursor()), Fields.limit(ask.limit())), ReadOptions.after(ask.atLeast()));
    Page<T> page = answer.value();
    InventoryList<V> part = new InventoryList<>(
        page.items().stream().map(view).toList(),
        cursors.sign(list, page.next()),
        positions.token(answer.position()),
        answer.role().name().toLowerCase(Locale.ROOT),
        answer.lag());
    return positions.answer(HttpStatus.OK, answer.position()).body(part);
  }

  /** @param missing the refusal when there is none */
  <T, V> ResponseEntity<V> one(
      ViewQuery<Optional<T>> query, Position atLeast, ErrorCode missing, Function<T, V> view) {
    Answer<Optional<T>> answer = queries.ask(query, ReadOptions.after(atLeast));
    T found = answer.value().orElseThrow(() -> new ProblemException(missing, missing.meaning()));
    return positions.answer(HttpStatus.OK, answer.position()).body(view.apply(found));
  }

  <T> ResponseEntity<T> answer(ViewQuery<T> query, Position atLeast) {
    Answer<T> answer = queries.ask(query, ReadOptions.after(atLeast));
    return positions.answer(HttpStatus.OK, answer.position()).body(answer.value());
  }

  String token(Position position) {
    return positions.token(position);
  }
}
