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
import io.tributary.topologies.credits.EntriesQuery;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.WalletView;
import io.tributary.topologies.credits.WalletsQuery;
import io.tributary.topologies.kernel.Page;
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

/** Shows wallets and what moved them; always fresh, from the active task (SPEC D7). */
@RestController
@RequestMapping("/api/credits/wallets")
@Tag(name = "Wallets")
class WalletsController {
  private final QueryService queries;
  private final WalletReader reader;
  private final WalletViews views;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  WalletsController(
      QueryService queries,
      WalletReader reader,
      WalletViews views,
      TenantDoor door,
      Positions positions,
      Cursors cursors) {
    this.queries = queries;
    this.reader = reader;
    this.views = views;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  @GetMapping
  @Operation(summary = "List a tenant's wallets by entity and application")
  ResponseEntity<WalletViews.Part<WalletViews.Item>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    String list = "wallets/" + tenant;
    Answer<Page<WalletView>> answer =
        queries.ask(
            new WalletsQuery(tenant, cursors.open(list, cursor), Fields.limit(limit)), ReadOptions.after(atLeast));
    Page<WalletView> page = answer.value();
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(views.wallets(tenant, page.items(), cursors.sign(list, page.next()), answer));
  }

  @GetMapping("/{entityId}/{application}")
  @Operation(summary = "Show a wallet")
  ResponseEntity<WalletViews.One> show(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    Answer<Optional<WalletView>> answer = find(tenant, entityId, application, atLeast);
    WalletView wallet = answer.value().orElseThrow(WalletReader::noWallet);
    return positions.answer(HttpStatus.OK, answer.position()).body(views.one(tenant, wallet, answer));
  }

  @GetMapping("/{entityId}/{application}/entries")
  @Operation(summary = "List a wallet's movements, newest first")
  ResponseEntity<WalletViews.Part<WalletViews.Entry>> entries(
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
    String list = "entries/" + tenant + "/" + entity + "/" + name;
    String after = cursors.open(list, cursor);
    Answer<Page<EntryView>> answer =
        queries.ask(
            new EntriesQuery(tenant, entity, name, after, Fields.limit(limit)), ReadOptions.after(atLeast));
    Page<EntryView> page = answer.value();
    if (page.items().isEmpty() && after == null && find(tenant, entity, name, atLeast).value().isEmpty()) {
      throw WalletReader.noWallet();
    }
    return positions
        .answer(HttpStatus.OK, answer.position())
        .body(views.entries(page.items(), cursors.sign(list, page.next()), answer));
  }

  private Answer<Optional<WalletView>> find(UUID tenant, String entityId, String application, Position atLeast) {
    return reader.read(
        tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application), atLeast);
  }
}
