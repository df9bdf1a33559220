package io.tributary.topologies.inventory;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import io.tributary.topologies.kernel.UnreadableRowException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Facts as rows: the whole fact, so that a row can be read in whatever list it stands. */
final class FactCodec {
  private static final int FORMAT = 1;

  /** Of products since they have units. */
  private static final int WITH_UNITS = 2;

  /** Of locations with a place on the walk. */
  private static final int WALKED = 2;

  /** Of policies since they tell how long valuations are kept. */
  private static final int KEEPING = 2;

  private FactCodec() {}

  static byte[] encode(Fact fact) {
    RowEncoder row = new RowEncoder(switch (fact) {
      case Product product -> WITH_UNITS;
      case Location location -> WALKED;
      case Policy policy -> KEEPING;
      default -> FORMAT;
    });
    switch (fact) {
      case Product product -> product(product, row);
      case SkuClaim claim -> row.text(claim.sku()).text(claim.productId());
      case Warehouse warehouse -> row
          .text(warehouse.warehouseId()).text(warehouse.name()).flag(warehouse.active())
          .textMap(warehouse.attributes()).number(warehouse.version()).time(warehouse.updatedAt());
      case Location location -> row
          .text(location.warehouseId()).text(location.locationId()).text(location.locationCode())
          .flag(location.active()).flag(location.walkOrder() != null)
          .number(location.walkOrder() == null ? 0 : location.walkOrder())
          .number(location.version()).time(location.updatedAt());
      case Policy policy -> row.flag(policy.allowNegative())
          .number(policy.keepValuationDays() == null ? 0 : policy.keepValuationDays()).number(policy.version()).time(policy.updatedAt());
      case StockItem item -> StockFields.item(item, row);
      case Totals totals -> StockFields.totals(totals, row);
      case Valuation valuation -> ValuationFields.write(valuation, row);
      case CostEntry entry -> RevaluationFields.entry(entry, row);
      case Revaluation revaluation -> RevaluationFields.revaluation(revaluation, row);
      case Reservation reservation -> ReservationFields.write(reservation, row);
      case Order order -> OrderFields.write(order, row);
      case StockTransfer transfer -> transfer(transfer, row);
    }
    return row.toBytes();
  }

  static Product product(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    boolean units = row.format() == WITH_UNITS;
    if (!units && row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return new Product(
        row.text(), row.text(), row.text(), row.optionalText(), row.text(), units ? units(row) : Map.of(),
        (int) row.number(), choice(Tracking.values(), row), choice(ValuationMethod.values(), row),
        row.optionalDecimal(), row.optionalDecimal(), row.optionalDecimal(), row.flag(), row.textMap(), row.number(),
        row.time());
  }

  static SkuClaim sku(byte[] bytes) {
    RowDecoder row = open(bytes);
    return new SkuClaim(row.text(), row.text());
  }

  static Warehouse warehouse(byte[] bytes) {
    RowDecoder row = open(bytes);
    return new Warehouse(row.text(), row.text(), row.flag(), row.textMap(), row.number(), row.time());
  }

  static Location location(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    boolean walked = row.format() == WALKED;
    if (!walked && row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return new Location(
        row.text(), row.text(), row.text(), row.flag(), walked ? walkOrder(row) : null, row.number(), row.time());
  }

  private static @Nullable Long walkOrder(RowDecoder row) {
    boolean known = row.flag();
    long order = row.number();
    return known ? order : null;
  }

  static Policy policy(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    boolean keeping = row.format() == KEEPING;
    if (!keeping && row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    boolean allowNegative = row.flag();
    long days = keeping ? row.number() : 0;
    return new Policy(allowNegative, days == 0 ? null : (int) days, row.number(), row.time());
  }

  static StockItem stock(byte[] bytes) {
    return StockFields.item(open(bytes));
  }

  static Totals totals(byte[] bytes) {
    return StockFields.totals(open(bytes));
  }

  static Valuation valuation(byte[] bytes) {
    return ValuationFields.read(open(bytes));
  }

  static CostEntry entry(byte[] bytes) {
    return RevaluationFields.entry(open(bytes));
  }

  static Revaluation revaluation(byte[] bytes) {
    return RevaluationFields.revaluation(open(bytes));
  }

  static Reservation reservation(byte[] bytes) {
    return ReservationFields.read(open(bytes));
  }

  static Order order(byte[] bytes) {
    return OrderFields.read(open(bytes));
  }

  static StockTransfer transfer(byte[] bytes) {
    RowDecoder row = open(bytes);
    return new StockTransfer(
        row.text(), StockFields.place(row), row.text(), row.decimal(), row.decimal(), row.decimal(), row.decimal(),
        row.text(), row.optionalText(), row.number(), row.time(), row.time());
  }

  /** The fact of a key. */
  static Fact decode(FactKey<?> key, byte[] bytes) {
    return switch (key) {
      case FactKey.ProductKey product -> product(bytes);
      case FactKey.SkuKey sku -> sku(bytes);
      case FactKey.WarehouseKey warehouse -> warehouse(bytes);
      case LocationKey location -> location(bytes);
      case StockKey place -> stock(bytes);
      case FactKey.TotalsKey totals -> totals(bytes);
      case FactKey.ValuationKey valuation -> valuation(bytes);
      case EntryKey entry -> entry(bytes);
      case FactKey.RevaluationKey revaluation -> revaluation(bytes);
      case FactKey.ReservationKey reservation -> reservation(bytes);
      case FactKey.OrderKey order -> order(bytes);
      case FactKey.TransferKey transfer -> transfer(bytes);
      case FactKey.PolicyKey policy -> policy(bytes);
    };
  }

  static <E extends Enum<E>> E choice(E[] choices, RowDecoder row) {
    long ordinal = row.number();
    if (ordinal < 0 || ordinal >= choices.length) {
      throw new UnreadableRowException("unknown choice " + ordinal + " of " + List.of(choices));
    }
    return choices[(int) ordinal];
  }

  private static RowDecoder open(byte[] bytes) {
    RowDecoder row = new RowDecoder(bytes);
    if (row.format() != FORMAT) {
      throw row.unknownFormat();
    }
    return row;
  }

  private static Map<String, Ratio> units(RowDecoder row) {
    Map<String, Ratio> units = new HashMap<>();
    for (long i = row.number(); i > 0; i--) {
      units.put(row.text(), new Ratio(row.number(), row.number()));
    }
    return units;
  }

  private static void transfer(StockTransfer transfer, RowEncoder row) {
    row.text(transfer.transferId());
    StockFields.place(transfer.from(), row);
    row.text(transfer.toWarehouseId()).decimal(transfer.sent()).decimal(transfer.arrived()).decimal(transfer.missing())
        .decimal(transfer.surplus()).text(transfer.reservationId()).optionalText(transfer.reference())
        .number(transfer.version()).time(transfer.createdAt()).time(transfer.updatedAt());
  }

  private static void product(Product product, RowEncoder row) {
    row.text(product.productId()).text(product.sku()).text(product.name()).optionalText(product.description())
        .text(product.unit()).number(product.units().size());
    new TreeMap<>(product.units()).forEach(
        (unit, ratio) -> row.text(unit).number(ratio.numerator()).number(ratio.denominator()));
    row.number(product.decimals()).number(product.tracking().ordinal())
        .number(product.valuation().ordinal()).optionalDecimal(product.standardCost())
        .optionalDecimal(product.reorderPoint()).optionalDecimal(product.reorderQuantity()).flag(product.active())
        .textMap(product.attributes()).number(product.version()).time(product.updatedAt());
  }
}
