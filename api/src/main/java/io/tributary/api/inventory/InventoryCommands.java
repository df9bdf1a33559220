package io.tributary.api.inventory;

import io.tributary.api.auth.AccessRules;
import io.tributary.api.auth.Action;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.commands.Decided;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.api.requests.Request;
import io.tributary.common.CommandMeta;
import io.tributary.inventory.InventoryReply;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Sends operations to the inventory and answers with their committed outcomes. */
@Component
class InventoryCommands {
  /** The answer when the decision did not come in time; {@code operation} is where to ask for it. */
  record Undecided(String status, String operation, String operationId, @Nullable String position) {}

  /**
   * What every body says besides its own.
   *
   * @param operationId the caller's id of this one operation; the {@code Idempotency-Key} when absent
   * @param expectedVersion of what it changes; whatever it is when absent
   */
  record Common(@Nullable String tenantId, @Nullable String operationId, @Nullable Long expectedVersion) {}

  /** By contract every command's first field. */
  private static final int ENVELOPE = 0;

  private final CommandGateway<InventoryReply> gateway;
  private final TenantDoor door;
  private final Positions positions;

  InventoryCommands(CommandGateway<InventoryReply> gateway, TenantDoor door, Positions positions) {
    this.gateway = gateway;
    this.door = door;
    this.positions = positions;
  }

  /**
   * Asks for an operation: 200 (201 where it creates) with the outcome, a problem that says why it was refused, or 202
   * with a link.
   *
   * @param action that the caller must be allowed
   * @param type of the command
   * @param done status of the answer when it took effect
   * @param body the command's record, of its envelope and its operation id
   */
  ResponseEntity<?> send(
      Request request,
      Action action,
      Common common,
      String type,
      HttpStatus done,
      BiFunction<CommandMeta, String, SpecificRecord> body) {
    AccessRules.require(request.caller(), action);
    UUID tenant = door.enter(request.caller(), common.tenantId(), "tenantId");
    String given = common.operationId() == null ? request.context().idempotencyKey() : common.operationId();
    String operationId = Fields.text("operationId", given, 200);
    // Made before it is sent, so that what is wrong with the request is told whether Kafka is there or not.
    SpecificRecord record = body.apply(new CommandMeta(), operationId);
    Command command = new Command(
        tenant, type, request.context().userId(), request.correlation().id(), request.correlation().traceparent(),
        meta -> {
          meta.setExpectedVersion(common.expectedVersion());
          record.put(ENVELOPE, meta);
          return record;
        });
    return switch (gateway.send(command)) {
      case Decided.Now<InventoryReply> now -> decided(now, done, request.response());
      case Decided.Later<InventoryReply> later -> pending(tenant, type, operationId, later);
    };
  }

  private ResponseEntity<InventoryOutcome> decided(
      Decided.Now<InventoryReply> now, HttpStatus done, HttpServletResponse response) {
    String position = positions.token(now.position());
    InventoryReply reply = now.answer();
    if (reply.getCode() != null) {
      response.setHeader(Positions.HEADER, position);
      throw Refusals.problem(reply, reply.getCode(), position);
    }
    return positions.answer(done, now.position()).body(InventoryOutcome.of(reply, position));
  }

  private ResponseEntity<Undecided> pending(
      UUID tenant, String type, String operationId, Decided.Later<InventoryReply> later) {
    String link = "/api/v1/stock/operations/" + type + "?operationId="
        + URLEncoder.encode(operationId, StandardCharsets.UTF_8) + "&tenantId=" + tenant;
    String position = later.position().isNone() ? null : positions.token(later.position());
    return positions
        .answer(HttpStatus.ACCEPTED, later.position())
        .location(URI.create(link))
        .body(new Undecided("pending", link, operationId, position));
  }
}
