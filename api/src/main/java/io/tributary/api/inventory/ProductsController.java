package io.tributary.api.inventory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.Caller;
import io.tributary.api.inventory.InventoryCommands.Common;
import io.tributary.api.inventory.InventoryReader.Ask;
import io.tributary.api.inventory.InventoryReader.InventoryList;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Request;
import io.tributary.inventory.CreateProduct;
import io.tributary.inventory.SetReorderPoint;
import io.tributary.inventory.UpdateProduct;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import io.tributary.topologies.inventory.Product;
import io.tributary.topologies.inventory.ProductQuery;
import io.tributary.topologies.inventory.ProductsQuery;
import io.tributary.topologies.inventory.Tracking;
import io.tributary.topologies.inventory.ValuationMethod;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue of products (S1 4.5). */
@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Products")
class ProductsController {
  /**
   * A new product.
   *
   * @param productId chosen by the caller, else made here
   * @param unit stock unit: the unit of measure of all its quantities; {@code each} when absent
   * @param units further units that quantities may be told in
   * @param decimals places that its quantities may have, 0 to 6; 0 when absent
   * @param tracking {@code none}, {@code lot} or {@code serial}
   * @param valuation {@code moving_average}, {@code fifo} or {@code standard}, which needs {@code standardCost}
   */
  record NewProduct(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable String productId,
      @Nullable String sku,
      @Nullable String name,
      @Nullable String description,
      @Nullable String unit,
      @Nullable List<Measures.Unit> units,
      @Nullable Integer decimals,
      @Nullable String tracking,
      @Nullable String valuation,
      @Nullable BigDecimal standardCost,
      @Nullable BigDecimal reorderPoint,
      @Nullable BigDecimal reorderQuantity,
      @Nullable Map<String, String> attributes) {}

  /** What is absent stays as it is; {@code units} and {@code attributes} replace all. */
  record ProductChange(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable String sku,
      @Nullable String name,
      @Nullable String description,
      @Nullable List<Measures.Unit> units,
      @Nullable Boolean active,
      @Nullable Map<String, String> attributes) {}

  /** Without a {@code reorderPoint} the product is never low. */
  record ReorderPoint(
      @Nullable String tenantId,
      @Nullable String operationId,
      @Nullable Long expectedVersion,
      @Nullable BigDecimal reorderPoint,
      @Nullable BigDecimal reorderQuantity) {}

  private final InventoryCommands commands;
  private final InventoryReader reader;

  ProductsController(InventoryCommands commands, InventoryReader reader) {
    this.commands = commands;
    this.reader = reader;
  }

  @PostMapping
  @Operation(summary = "Create a product (OWNER, MANAGER, platform)")
  ResponseEntity<?> create(@RequestBody NewProduct body, Request by) {
    Tracking tracking = body.tracking() == null ? Tracking.NONE : Fields.choice("tracking", body.tracking(), Tracking.class);
    ValuationMethod valuation = body.valuation() == null
        ? ValuationMethod.MOVING_AVERAGE
        : Fields.choice("valuation", body.valuation(), ValuationMethod.class);
    int decimals = Objects.requireNonNullElse(body.decimals(), 0);
    if (decimals < 0 || decimals > 6) {
      throw Fields.invalid("decimals", "decimals must be 0 to 6");
    }
    String unit = body.unit() == null ? "each" : Fields.text("unit", body.unit(), 20);
    BigDecimal standardCost = Numbers.optionalNotNegative("standardCost", body.standardCost());
    if (valuation == ValuationMethod.STANDARD && standardCost == null) {
      throw Fields.invalid("standardCost", "valuation by standard needs a standardCost");
    }
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), null), "product.create",
        HttpStatus.CREATED,
        (meta, operationId) -> CreateProduct.newBuilder()
            .setMeta(meta)
            .setOperationId(operationId)
            .setProductId(Names.optionalId("productId", body.productId()))
            .setSku(Fields.text("sku", body.sku(), 100))
            .setName(Fields.text("name", body.name(), 200))
            .setDescription(Fields.optionalText("description", body.description(), 2000))
            .setUnit(unit)
            .setUnits(Measures.of(body.units() == null ? List.of() : body.units(), unit))
            .setDecimals(decimals)
            .setTracking(io.tributary.inventory.Tracking.valueOf(tracking.name()))
            .setValuation(io.tributary.inventory.ValuationMethod.valueOf(valuation.name()))
            .setStandardCost(standardCost)
            .setReorderPoint(Numbers.optional("reorderPoint", body.reorderPoint()))
            .setReorderQuantity(Numbers.optionalPositive("reorderQuantity", body.reorderQuantity()))
            .setAttributes(Objects.requireNonNullElse(body.attributes(), Map.of()))
            .build());
  }

  @PatchMapping("/{productId}")
  @Operation(summary = "Change a product (OWNER, MANAGER, platform)")
  ResponseEntity<?> update(@PathVariable String productId, @RequestBody ProductChange body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "product.update", HttpStatus.OK,
        (meta, operationId) -> new UpdateProduct(
            meta, operationId, Names.id("productId", productId), Fields.optionalText("sku", body.sku(), 100),
            Fields.optionalText("name", body.name(), 200),
            Fields.optionalText("description", body.description(), 2000), body.active(), body.attributes(),
            body.units() == null ? null : Measures.of(body.units(), null)));
  }

  @PutMapping("/{productId}/reorder-point")
  @Operation(summary = "Set when a product is low, and how much to order then (OWNER, MANAGER, platform)")
  ResponseEntity<?> reorder(@PathVariable String productId, @RequestBody ReorderPoint body, Request by) {
    return commands.send(
        by, Action.MANAGE_INVENTORY, new Common(body.tenantId(), body.operationId(), body.expectedVersion()),
        "product.set_reorder_point", HttpStatus.OK,
        (meta, operationId) -> new SetReorderPoint(
            meta, operationId, Names.id("productId", productId),
            Numbers.optional("reorderPoint", body.reorderPoint()),
            Numbers.optionalPositive("reorderQuantity", body.reorderQuantity())));
  }

  @GetMapping
  @Operation(summary = "List products by SKU", description = "`sku` selects those whose SKU begins with it.")
  ResponseEntity<InventoryList<Product>> list(
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable String sku,
      @RequestParam(required = false) @Nullable Boolean active,
      Caller caller,
      Position atLeast) {
    return reader.list(
        new Ask(caller, tenantId, limit, cursor, atLeast),
        Arrays.asList("products", sku, Objects.toString(active, null)),
        (tenant, after, most) -> new ProductsQuery(tenant, sku, active, after, most),
        product -> product);
  }

  @GetMapping("/{productId}")
  @Operation(summary = "Show a product")
  ResponseEntity<Product> show(
      @PathVariable String productId,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast) {
    ProductQuery query = new ProductQuery(reader.tenant(caller, tenantId), productId);
    return reader.one(query, atLeast, ErrorCode.PRODUCT_NOT_FOUND, product -> product);
  }
}
