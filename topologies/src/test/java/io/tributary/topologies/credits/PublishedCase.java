package io.tributary.topologies.credits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.Amounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A case that another ledger published: {@code vectors/<source>/<file>.json}. Each file names its source and says what was
 * adapted. A case has steps in order of time; an OpenMeter case also has the balances it starts from.
 */
record PublishedCase(String file, JsonNode json) {
  static final Instant BEGINNING = Instant.parse("2022-01-01T00:00:00Z");

  private static final Path VECTORS = Path.of("src/test/resources/vectors");
  private static final WalletId ID = new WalletId("acme", "crm");

  static Stream<PublishedCase> all(String source) {
    try (Stream<Path> files = Files.list(VECTORS.resolve(source))) {
      return files.sorted().flatMap(PublishedCase::read).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<JsonNode> steps() {
    return list(json.path("steps"));
  }

  /** What OpenMeter calls a snapshot: grants with what is left of them. */
  Wallet start() {
    JsonNode start = json.path("start");
    long overdraft = json.path("overdraft").asLong(start.isMissingNode() ? 0 : Amounts.MAX);
    Instant at = start.isMissingNode() ? BEGINNING : time(start, "at");
    List<GrantState> grants = new ArrayList<>();
    WalletTotals totals = WalletTotals.NONE;
    for (JsonNode node : list(json.path("grants"))) {
      Grant grant = grant(node);
      if (grant.expiresAt() != null && !grant.expiresAt().isAfter(at)) {
        continue;
      }
      boolean scheduled = grant.effectiveAt().isAfter(at);
      long free = scheduled ? 0 : start.path("balances").path(grant.id()).asLong();
      grants.add(scheduled
          ? GrantState.of(grant, at)
          : new GrantState(grant, GrantState.Phase.ACTIVE, free, 0, at));
      totals = totals.grant(scheduled ? grant.amount() : free);
    }
    grants.sort((one, other) -> Grant.BURN_ORDER.compare(one.grant(), other.grant()));
    return new Wallet(ID, grants, List.of(), new WalletPolicy(overdraft), 0, totals, 0, at, at, null,
        PolicyState.of(0));
  }

  static Grant grant(JsonNode node) {
    Instant effectiveAt = time(node, "effectiveAt");
    return new Grant(
        node.get("id").asText(),
        GrantKind.valueOf(node.path("kind").asText("GRANTED")),
        node.get("amount").asLong(),
        node.get("priority").asInt(),
        node.has("createdAt") ? time(node, "createdAt") : effectiveAt,
        effectiveAt,
        optionalTime(node, "expiresAt"),
        node.has("recurrence") ? recurrence(node.get("recurrence")) : null,
        node.has("rollover")
            ? new Rollover(node.at("/rollover/min").asLong(), node.at("/rollover/max").asLong())
            : Rollover.ALL,
        null,
        null);
  }

  static Instant time(JsonNode node, String field) {
    return OffsetDateTime.parse(node.get(field).asText()).toInstant();
  }

  static @Nullable Instant optionalTime(JsonNode node, String field) {
    return node.has(field) ? time(node, field) : null;
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return file + ": " + json.get("name").asText();
  }

  private static Recurrence recurrence(JsonNode node) {
    return new Recurrence(Recurrence.Interval.valueOf(node.get("interval").asText()), time(node, "anchor"));
  }

  private static Stream<PublishedCase> read(Path file) {
    try {
      JsonNode document = new ObjectMapper().readTree(Files.readString(file));
      return list(document.get("cases")).stream()
          .map(json -> new PublishedCase(file.getFileName().toString(), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
