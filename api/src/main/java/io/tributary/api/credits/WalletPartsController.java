package io.tributary.api.credits;

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
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.GrantView;
import io.tributary.topologies.credits.GrantsQuery;
import io.tributary.topologies.credits.HoldView;
import io.tributary.topologies.credits.HoldsQuery;
import io.tributary.topologies.kernel.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a wallet is made of: its grants and its open holds. */
@RestController
@RequestMapping("/api/credits/wallets/{entityId}/{application}")
@Tag(name = "Wallets")
class WalletPartsController {
  private final QueryService queries;
  private final WalletViews views;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  WalletPartsController(
      QueryService queries, WalletViews views, TenantDoor door, Positions positions, Cursors cursors) {
    this.queries = queries;
    this.views = views;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  @GetMapping("/grants")
  @Operation(
      summary = "List the grants of which something is left, in the order in which they burn",
      description = "They come as one part: `next` is always null.")
  ResponseEntity<WalletViews.Part<PartViews.GrantItem>> grants(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<Optional<List<GrantView>>> answer =
        queries.ask(
            new GrantsQuery(
                tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application)),
            ReadOptions.after(atLeast));
    List<GrantView> grants =
        answer
            .value()
            .orElseThrow(WalletReader::noWallet);
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(views.part(grants.stream().map(PartViews.GrantItem::of).toList(), null, answer));
  }

  @GetMapping("/holds")
  @Operation(summary = "List the open holds, the oldest first")
  ResponseEntity<WalletViews.Part<PartViews.HoldItem>> holds(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    String entity = Fields.entity("entityId", entityId, tenant);
    String name = Applications.canonical(application);
    String list = "holds/" + tenant + "/" + entity + "/" + name;
    Answer<Page<HoldView>> answer =
        queries.ask(
            new HoldsQuery(tenant, entity, name, cursors.open(list, cursor), Fields.limit(limit)),
            ReadOptions.after(atLeast));
    Page<HoldView> page = answer.value();
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(
            views.part(
                page.items().stream().map(PartViews.HoldItem::of).toList(),
                cursors.sign(list, page.next()),
                answer));
  }
}
