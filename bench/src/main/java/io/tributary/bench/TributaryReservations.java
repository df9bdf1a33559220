package io.tributary.bench;

import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.common.CommandMeta;
import io.tributary.inventory.CreateLocation;
import io.tributary.inventory.CreateProduct;
import io.tributary.inventory.CreateWarehouse;
import io.tributary.inventory.InventoryReply;
import io.tributary.inventory.IssueStock;
import io.tributary.inventory.ReceiveGoods;
import io.tributary.inventory.ReservationStrategy;
import io.tributary.inventory.ReserveStock;
import io.tributary.inventory.Tracking;
import io.tributary.inventory.ValuationMethod;
import io.tributary.queries.LocalQueryService;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The inventory as it runs behind the API: command, decision, committed reply. Products are one tenant's, unless they are dealt out. */
final class TributaryReservations implements Decisions {
  static final String WAREHOUSE = "w";

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
  private static final BigDecimal ONE = BigDecimal.ONE.setScale(6);
  private static final BigDecimal TWO = BigDecimal.TWO.setScale(6);
  private static final BigDecimal PLENTY = new BigDecimal("100000000000").setScale(6);

  final UUID tenantId = UUID.randomUUID();
  private final Map<UUID, UUID> owners = new ConcurrentHashMap<>();
  private final BenchPlatform platform;
  private final CommandGateway<InventoryReply> gateway;

  TributaryReservations(Path state, int maxInFlight) throws Exception {
    platform = new BenchPlatform(state, new DirectoryTopology(), new InventoryTopology());
    gateway = platform.ready(CommandGateway.inventory(
        platform.kafka(), platform.payloads(), platform.callers(), "bench-0", PATIENCE, maxInFlight));
    warehouse(tenantId);
  }

  private void warehouse(UUID tenant) {
    send(tenant, "warehouse.create", meta -> new CreateWarehouse(meta, "w", WAREHOUSE, "Warehouse", Map.of()));
    location(tenant, "l");
  }

  /** Gives the products, which are not open yet, to so many more tenants in turns. */
  void deal(List<UUID> products, int tenants) {
    List<UUID> all = Stream.generate(UUID::randomUUID).limit(tenants).toList();
    all.forEach(this::warehouse);
    for (int i = 0; i < products.size(); i++) {
      owners.put(products.get(i), all.get(i % tenants));
    }
  }

  @Override
  public String name() {
    return "Tributary";
  }

  LocalQueryService queries() {
    return platform.queries();
  }

  void location(String location) {
    location(tenantId, location);
  }

  private void location(UUID tenant, String location) {
    send(tenant, "location.create", meta -> new CreateLocation(meta, location, WAREHOUSE, location, null, null));
  }

  /** A product with more stock than a run can reserve. */
  @Override
  public void open(UUID product) {
    create(product);
    receive(product, "l", PLENTY);
  }

  void create(UUID product) {
    send(owner(product), "product.create", meta -> CreateProduct.newBuilder()
        .setMeta(meta)
        .setOperationId(product.toString())
        .setProductId(product.toString())
        .setSku(product.toString())
        .setName("Product")
        .setTracking(Tracking.NONE)
        .setValuation(ValuationMethod.MOVING_AVERAGE)
        .build());
  }

  void receive(UUID product, String location, BigDecimal quantity) {
    receive(product, location, quantity, null);
  }

  /** @param occurredAt null: now */
  void receive(UUID product, String location, BigDecimal quantity, @Nullable Instant occurredAt) {
    send(owner(product), "goods.receive", meta -> ReceiveGoods.newBuilder()
        .setMeta(meta)
        .setOperationId(product + location + occurredAt)
        .setProductId(product.toString())
        .setWarehouseId(WAREHOUSE)
        .setLocationId(location)
        .setQuantity(quantity.setScale(6))
        .setUnitCost(occurredAt == null ? ONE : TWO)
        .setOccurredAt(occurredAt)
        .build());
  }

  /** Issues one piece. */
  void issue(UUID product, UUID operation) {
    send(owner(product), "stock.issue", meta -> IssueStock.newBuilder()
        .setMeta(meta)
        .setOperationId(operation.toString())
        .setProductId(product.toString())
        .setWarehouseId(WAREHOUSE)
        .setLocationId("l")
        .setQuantity(ONE)
        .build());
  }

  /** Reserves one piece. */
  @Override
  public void consume(UUID product, String operationId) {
    send(owner(product), "stock.reserve", meta -> ReserveStock.newBuilder()
        .setMeta(meta)
        .setOperationId(operationId)
        .setProductId(product.toString())
        .setQuantity(ONE)
        .setOrderId(operationId)
        .setStrategy(ReservationStrategy.FIFO)
        .build());
  }

  private UUID owner(UUID product) {
    return owners.getOrDefault(product, tenantId);
  }

  private void send(UUID tenant, String type, Function<CommandMeta, SpecificRecord> body) {
    Decided<InventoryReply> decided = gateway.send(new Command(tenant, type, null, type, TRACE, body));
    if (!(decided instanceof Decided.Now<InventoryReply> now) || now.answer().getCode() != null) {
      throw new IllegalStateException("not approved: " + decided);
    }
  }

  @Override
  public void close() {
    gateway.close();
    platform.close();
  }
}
