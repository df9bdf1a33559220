package io.tributary.app.orders;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What moving goods needs of a running instance. Every call may be repeated without a second effect.
 *
 * <p>All methods throw {@link io.tributary.app.CommandFailure} when the instance can't be reached for minutes or refuses.
 */
public interface Stock extends AutoCloseable {
  /** Makes the tenant's warehouses, where absent. */
  void furnish(String tenantId);

  /** Makes a product, where absent. */
  void product(String tenantId, String code);

  void receive(String tenantId, String code, long quantity, String operationId);

  /** Takes goods out as lost; waits until as much is there that no order keeps. */
  void writeOff(String tenantId, String code, long quantity, String operationId);

  /** Places an order, waits until all of it is reserved, picks, packs and ships it. */
  void deliver(String tenantId, @Nullable String customer, String orderId, Map<String, Long> goods);

  /** What there is, by stock code, reserved or not; without what is zero. */
  Map<String, Long> contents(String tenantId);

  /** How many orders have not ended. */
  long openOrders(String tenantId);

  @Override
  void close();
}
