package io.tributary.api.usage;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.topologies.usage.UsageQuery;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what a tenant used, by operation, user and application, in windows of time (SPEC B3). */
@RestController
@Tag(name = "Usage")
class UsageController {
  private static final int USUAL_ITEMS = 100;
  private static final int MOST_ITEMS = 1_000;

  private final QueryService queries;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  UsageController(QueryService queries, TenantDoor door, Positions positions, Cursors cursors) {
    this.queries = queries;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  @GetMapping("/api/credits/usage")
  @Operation(
      summary = "Show a tenant's usage by hour, day or month (UTC)",
      description =
          "`window` is hour, day (when absent) or month; `from` and `to` are moments or dates, widened to whole windows, by"
              + " default the last 31. `groupBy` is any of operation,user,application; an operation is shown with its"
              + " application. Usage counts when it occurred: what the ledger heard of after the window's hour (or day, for"
              + " days and months) was over is in `lateCount` and `lateCredits` too, so a closed window may still grow."
              + " A page can be shorter than `limit`, even empty; go on while there is a `next`. With"
              + " `Tributary-Position` of a consumption the answer reflects it.")
  ResponseEntity<UsageView> usage(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String window,
      @RequestParam(required = false) @Nullable String groupBy,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String operationCode,
      @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    UsageQuery.Filter filter = UsageRequest.filter(application, operationCode, userId);
    UsageRequest asked = UsageRequest.of(window, from, to, groupBy, filter, Instant.now());
    String list = "usage/" + tenant + "/" + asked.window() + "/" + from + "/" + to + "/" + asked.groupNames() + "/" + filter;
    Answer<UsageQuery.Result> answer =
        queries.ask(
            new UsageQuery(
                tenant, asked.from(), asked.to(), asked.window(), asked.groupBy(), filter, cursors.open(list, cursor),
                Fields.limit(limit, USUAL_ITEMS, MOST_ITEMS)),
            ReadOptions.after(atLeast));
    return positions.answer(HttpStatus.OK, answer.position()).body(view(tenant, asked, answer, list));
  }

  private UsageView view(UUID tenant, UsageRequest asked, Answer<UsageQuery.Result> answer, String list) {
    UsageQuery.Result result = answer.value();
    return new UsageView(
        tenant.toString(),
        UsageRequest.name(asked.window()),
        asked.from(),
        asked.to(),
        asked.groupNames(),
        result.items().stream().map(UsageView.Item::of).toList(),
        cursors.sign(list, result.next()),
        result.asOf().equals(Instant.EPOCH) ? null : result.asOf(),
        positions.token(answer.position()),
        answer.role().name().toLowerCase(Locale.ROOT),
        answer.lag());
  }
}
