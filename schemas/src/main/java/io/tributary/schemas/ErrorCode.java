package io.tributary.schemas;

import java.util.Locale;

/**
 * The one catalogue of errors that a caller can meet. The lower-case name is the stable {@code code} of a problem
 * (RFC 9457); {@code docs/errors.md} is checked against this list.
 */
public enum ErrorCode {
  MALFORMED_JSON(400, "Malformed JSON", "The body is not the JSON that this endpoint reads."),
  UNKNOWN_FIELD(400, "Unknown field", "The body has a field that this endpoint does not know; `field` names it."),
  INVALID_FIELD(400, "Invalid field", "A field is missing or breaks its rule; `field` names it, `detail` says the rule."),
  AMOUNT_NEGATIVE(400, "Amount not positive", "`creditAmount` must be at least 1."),
  AMOUNT_FRACTIONAL(400, "Amount not whole", "`creditAmount` must be a whole number of credits."),
  AMOUNT_TOO_LARGE(400, "Amount too large", "`creditAmount` may be at most 9000000000000000."),
  OCCURRED_TOO_LONG_AGO(400, "Occurred too long ago", "`occurredAt` is older than operations are remembered, so it might count twice."),
  OCCURRED_IN_FUTURE(400, "Occurred in the future", "`occurredAt` is more than five minutes ahead of the platform's clock."),
  LEASE_TOO_LONG(400, "Lease too long", "`ttlSeconds` and `graceSeconds` together exceed how long operations are remembered (32 days by default)."),
  SAME_LOCATION(400, "Same location", "Goods can only be moved to another location."),
  QUANTITY_TOO_PRECISE(400, "Quantity too precise", "The quantity has more decimal places than the product's unit."),
  QUANTITY_OUT_OF_RANGE(400, "Quantity out of range", "The quantity, or the stock that it would lead to, is not one that the inventory keeps."),
  UNIT_UNKNOWN(400, "Unit unknown", "The product has no unit of this name."),
  UNIT_INEXACT(400, "Unit inexact", "In the product's stock unit the quantity has more decimal places than it allows."),
  LOT_REQUIRED(400, "Lot required", "The product is tracked by lot or serial number; `lot` is missing."),
  LOT_NOT_TRACKED(400, "Lot not tracked", "The product is not tracked by lot or serial number."),
  INVALID_CURSOR(400, "Invalid cursor", "`cursor` was not issued by this platform for this list."),
  INVALID_POSITION(400, "Invalid position", "`Tributary-Position` was not issued by this platform."),
  UNAUTHENTICATED(401, "Not authenticated", "The request carries no valid bearer token."),
  INSUFFICIENT_CREDITS(402, "Insufficient credits", "The wallet's balance does not cover the amount; `balance` tells it."),
  FORBIDDEN(403, "Forbidden", "The token's role does not allow this."),
  TENANT_MISMATCH(403, "Tenant mismatch", "The tenant of the request is not the tenant of the token."),
  TENANT_NOT_ACTIVE(403, "Tenant not active", "Only ACTIVE tenants serve requests; `status` tells the tenant's."),
  NOT_FOUND(404, "Not found", "There is nothing under this path."),
  TENANT_NOT_FOUND(404, "Tenant not found", "No tenant has this id."),
  USER_NOT_FOUND(404, "User not found", "The tenant has no user with this id."),
  WALLET_NOT_FOUND(404, "Wallet not found", "Nothing was ever allocated to this entity and application."),
  HOLD_NOT_FOUND(404, "Hold not found", "No hold with this id is open or remembered."),
  LEASE_NOT_FOUND(404, "Lease not found", "The wallet has no lease with this id, open or remembered."),
  TOP_UP_NOT_FOUND(404, "Top-up not found", "The wallet has no open top-up request with this id."),
  GRANT_NOT_FOUND(404, "Grant not found", "The wallet has no grant with this id of which something is left."),
  CREDIT_CONFIG_NOT_FOUND(404, "Price not found by id", "No price has this id."),
  OPERATION_NOT_FOUND(404, "Operation not found", "No operation with this id is known or remembered."),
  CONSUMPTION_NOT_FOUND(404, "Consumption not found", "No consumption with this id was approved and is remembered with what it burned."),
  PRODUCT_NOT_FOUND(404, "Product not found", "The tenant has no product with this id."),
  WAREHOUSE_NOT_FOUND(404, "Warehouse not found", "The tenant has no warehouse with this id."),
  LOCATION_NOT_FOUND(404, "Location not found", "The warehouse has no location with this id."),
  RESERVATION_NOT_FOUND(404, "Reservation not found", "No reservation with this id is open or remembered."),
  ORDER_NOT_FOUND(404, "Order not found", "The tenant has no order with this id."),
  TRANSFER_NOT_FOUND(404, "Transfer not found", "The tenant has no transfer with this id."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "This path does not answer this method."),
  NOT_ACCEPTABLE(406, "Not acceptable", "None of the accepted media types can be produced."),
  DOMAIN_TAKEN(409, "Domain taken", "Another tenant has this domain."),
  EMAIL_TAKEN(409, "E-mail taken", "Another user of the tenant has this e-mail address."),
  HOLD_ALREADY_POSTED(409, "Hold already posted", "The hold was posted by another operation."),
  HOLD_ALREADY_VOIDED(409, "Hold already voided", "The hold was voided by another operation."),
  HOLD_EXPIRED(409, "Hold expired", "The hold's time was over; its credits were given back."),
  EXCEEDS_HOLD(409, "Exceeds hold", "`creditAmount` is more than the hold reserves."),
  LEASE_EXPIRED(409, "Lease expired", "The lease could not be spent any more at `occurredAt`."),
  LEASE_ENDED(409, "Lease ended", "The lease was closed, or its time to be settled is over; what was left was given back."),
  EXCEEDS_LEASE(409, "Exceeds lease", "`creditAmount` is more than the lease has left."),
  TOO_MANY_HOLDS(409, "Too many holds", "The wallet's open holds name 10000 grants and holds already."),
  SPEND_CAP_EXCEEDED(409, "Spend cap exceeded", "A cap of the wallet's policy leaves less; `capId`, `left` and `windowEndsAt` tell which and until when."),
  TOO_MANY_GRANTS(409, "Too many grants", "The wallet has 5000 grants of which something is left already."),
  EXCEEDS_CONSUMPTION(409, "Exceeds consumption", "`creditAmount` is more than what was consumed and not reversed yet."),
  WALLET_LIMIT(409, "Wallet limit", "The receiving wallet would exceed 9000000000000000 credits granted."),
  LINKED_OPERATION_FAILED(409, "Linked operation failed", "Another operation of the linked batch was refused, so this one did not take effect either."),
  GRANT_ENDED(409, "Grant ended", "The grant has expired or was voided; only what holds reserve is left of it."),
  EXTERNAL_KEY_TAKEN(409, "External key taken", "Another allocation of the wallet has this external key; `allocationId` tells which."),
  INSUFFICIENT_FUNDING(409, "Insufficient funding", "The entity's unallocated funds do not cover the amount; `unallocated` tells them."),
  FUNDING_LIMIT(409, "Funding limit", "The entity's total would exceed 9000000000000000 credits."),
  LAST_OWNER(409, "Last owner", "A tenant keeps at least one active user with the role OWNER."),
  CREDIT_CONFIG_EXISTS(409, "Price exists", "This scope has a price of this operation from the same moment on; `id` tells which."),
  CREDIT_CONFIG_ENDED(409, "Price ended", "A price that has ended or was replaced stays as it is."),
  VERSION_CONFLICT(409, "Version conflict", "What the command changes has another version than `expectedVersion`; `version` tells it."),
  PRODUCT_EXISTS(409, "Product exists", "The tenant has a product with this id."),
  SKU_TAKEN(409, "SKU taken", "Another product of the tenant has this SKU."),
  PRODUCT_INACTIVE(409, "Product inactive", "An inactive product is neither received nor reserved."),
  WAREHOUSE_EXISTS(409, "Warehouse exists", "The tenant has a warehouse with this id."),
  WAREHOUSE_INACTIVE(409, "Warehouse inactive", "An inactive warehouse takes nothing in."),
  LOCATION_EXISTS(409, "Location exists", "The warehouse has a location with this id."),
  LOCATION_INACTIVE(409, "Location inactive", "An inactive location takes nothing in."),
  SERIAL_TAKEN(409, "Serial number taken", "This serial number is in stock already."),
  INSUFFICIENT_STOCK(409, "Insufficient stock", "There is not as much as was asked for; `available` tells what the product has."),
  STOCK_RESERVED(409, "Stock reserved", "What was asked for is there, but reservations keep it."),
  NOT_IN_STOCK_THEN(409, "Not in stock then", "The stock would have been below 0 at `occurredAt`, or at some time since."),
  BACKDATED_TOO_FAR(409, "Backdated too far", "What has happened since `occurredAt` can't be looked through or valued anew."),
  VALUATION_NOT_KEPT(410, "Valuation not kept", "What the stock was worth so long ago is not known any more."),
  RESERVATION_ENDED(409, "Reservation ended", "The reservation was released, committed or has expired."),
  EXCEEDS_RESERVATION(409, "Exceeds reservation", "The quantity is more than the reservation keeps."),
  RESERVATION_OF_ORDER(409, "Reservation of an order", "An order, or a transfer, keeps its goods by this reservation, and it alone changes it."),
  ORDER_EXISTS(409, "Order exists", "The tenant has, or had, an order with this id."),
  ORDER_ENDED(409, "Order ended", "The order was cancelled, by a person or by one of its deadlines."),
  ORDER_SHIPPED(409, "Order shipped", "All that was not given up of the order has left."),
  ORDER_LINE_NOT_FOUND(409, "Order line not found", "The order has no line with this id; `orderLineId` tells which."),
  ORDER_NOT_READY(409, "Order not ready", "Nothing of the order is where this step begins."),
  EXCEEDS_ORDER_LINE(409, "Exceeds order line", "The quantity is more than the line has where this step begins; `orderLineId` tells which."),
  TRANSFER_EXISTS(409, "Transfer exists", "The tenant has, or had, a transfer with this id."),
  TRANSFER_ENDED(409, "Transfer ended", "Nothing of the transfer is on its way any more."),
  INVALID_TRANSITION(409, "Invalid transition", "The tenant's life cycle has no such step from its present status."),
  LINE_TOO_LONG(413, "Line too long", "A line of the stream has more than 65536 bytes; it was skipped."),
  PAYLOAD_TOO_LARGE(413, "Payload too large", "The body is larger than this endpoint reads."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body must be application/json."),
  OPERATION_MISMATCH(422, "Operation mismatch", "This operation id was used before with other content; `field` names what differs."),
  PRICE_NOT_FOUND(422, "Price not found", "No price applies to this operation; send `creditAmount`, or set one."),
  IDEMPOTENCY_MISMATCH(422, "Idempotency key mismatch", "This Idempotency-Key was used before with other content; `field` names what differs."),
  TOO_MANY_REQUESTS(429, "Too many requests", "Try again after `Retry-After`."),
  INTERNAL(500, "Internal error", "The platform failed; the log has the details under `correlationId`."),
  NOT_READY(503, "Not ready", "A part of the platform that this needs is starting or failed; try again after `Retry-After`."),
  POSITION_NOT_REACHED(503, "Position not reached", "The state has not reached the asked position yet; try again after `Retry-After`.");

  private final int status;
  private final String title;
  private final String meaning;

  ErrorCode(int status, String title, String meaning) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
  }

  /** The stable code in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String meaning() {
    return meaning;
  }
}
