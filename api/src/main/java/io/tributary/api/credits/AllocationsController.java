package io.tributary.api.credits;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Listing;
import io.tributary.outbox.Allocation;
import io.tributary.outbox.AllocationFilter;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.Slice;
import io.tributary.schemas.Applications;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists what was allocated to applications, and on what terms. */
@RestController
@Tag(name = "Credits")
class AllocationsController {
  /** An allocation; {@code unallocated} is what the entity had left right after it. */
  record Item(
      String allocationId,
      String tenantId,
      String sourceEntityId,
      String targetApplication,
      long creditAmount,
      @Nullable String allocationPurpose,
      @Nullable TermsView terms,
      long unallocated,
      Instant createdAt) {
    static Item of(Allocation made) {
      return new Item(
          made.allocationId().toString(),
          made.tenantId().toString(),
          made.entityId(),
          made.application(),
          made.amount(),
          made.purpose(),
          TermsView.of(made.terms()),
          made.unallocated(),
          made.createdAt());
    }
  }

  private final CreditFunding funding;
  private final TenantDoor door;
  private final Cursors cursors;

  AllocationsController(CreditFunding funding, TenantDoor door, Cursors cursors) {
    this.funding = funding;
    this.door = door;
    this.cursors = cursors;
  }

  @GetMapping("/api/credits/allocations")
  @Operation(summary = "List a tenant's allocations, oldest first, or those of an entity, an application, an external key")
  Listing<Item> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String entityId,
      @RequestParam(required = false) @Nullable String application,
      @RequestParam(required = false) @Nullable String externalKey,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller) {
    UUID tenant = door.enter(caller, tenantId, "tenantId");
    AllocationFilter filter =
        new AllocationFilter(
            entityId == null ? null : Fields.entity("entityId", entityId, tenant),
            application == null ? null : Applications.canonical(application),
            Fields.optionalText("externalKey", externalKey, 200));
    String list = "allocations/" + tenant + "/" + filter;
    UUID after = Optional.ofNullable(cursors.open(list, cursor)).map(UUID::fromString).orElse(null);
    Slice<Allocation> slice = funding.allocations(tenant, filter, after, Fields.limit(limit));
    String next = slice.next() == null ? null : slice.next().toString();
    return new Listing<>(slice.items().stream().map(Item::of).toList(), cursors.sign(list, next));
  }
}
