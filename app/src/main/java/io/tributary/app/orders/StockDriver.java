package io.tributary.app.orders;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Moves invoices' goods on a platform, several invoices at a time. Warehouses and products are made when they are needed. */
public final class StockDriver {
  private record Product(String tenantId, String code) {}

  private final Stock stock;
  private final Driver.Settings settings;
  private final UnaryOperator<String> tenantIds;
  private final Memo<String, String> shops;
  private final Memo<Product, Product> products;

  /** @param tenantIds a tenant's id by its name */
  public StockDriver(Stock stock, Driver.Settings settings, UnaryOperator<String> tenantIds) {
    this.stock = stock;
    this.settings = settings;
    this.tenantIds = tenantIds;
    this.shops = new Memo<>(tenantId -> {
      stock.furnish(tenantId);
      return tenantId;
    });
    this.products = new Memo<>(product -> {
      stock.product(product.tenantId(), product.code());
      return product;
    });
  }

  /**
   * Does all of it. What an invoice needs to be received is received before it is delivered, so that whichever invoices are
   * under way, there is enough for all of them.
   *
   * @param done hears of every invoice's end, from many threads
   * @throws io.tributary.app.CommandFailure when the platform can't be reached or refuses
   */
  public void run(Iterator<Restocking> plan, Consumer<Restocking> done) throws InterruptedException {
    new Lanes(settings).run(plan, step -> "goods " + step.goods().invoice(), step -> {
      move(step);
      done.accept(step);
    });
  }

  private void move(Restocking step) {
    Goods goods = step.goods();
    String tenantId = shops.get(tenantIds.apply(goods.tenant()));
    goods.codes().forEach(code -> products.get(new Product(tenantId, code)));
    step.receipts().forEach((code, quantity) ->
        stock.receive(tenantId, code, quantity, goods.invoice() + "-" + code + "-ordered"));
    goods.returned().forEach((code, quantity) ->
        stock.receive(tenantId, code, quantity, goods.invoice() + "-" + code + "-returned"));
    goods.lost().forEach((code, quantity) ->
        stock.writeOff(tenantId, code, quantity, goods.invoice() + "-" + code + "-lost"));
    if (!goods.sold().isEmpty()) {
      stock.deliver(tenantId, goods.customer(), goods.invoice(), goods.sold());
    }
  }

  /** Products that were needed so far. */
  public int products() {
    return products.size();
  }
}
