package io.tributary.topologies.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a published case against the model, step by step, and compares what each step says. */
final class PublishedRun {
  private final List<WalletChange> changes = new ArrayList<>();
  private final Map<String, Hold.End> ended = new HashMap<>();
  private final Map<String, GrantKind> kinds = new HashMap<>();
  private final Wallet start;
  private Wallet wallet;

  PublishedRun(Wallet start) {
    this.start = start;
    this.wallet = start;
  }

  Wallet wallet() {
    return wallet;
  }

  /** Looks at the wallet again and again on the way to the next step. */
  void settleInPieces(Instant from, Instant to, Duration piece) {
    for (Instant at = from; at.isBefore(to); at = at.plus(piece)) {
      settle(WalletBook.open(wallet, at));
    }
    settle(WalletBook.open(wallet, to));
  }

  void step(JsonNode step) {
    WalletBook book = WalletBook.open(wallet, PublishedCase.time(step, "at"));
    int dueChanges = book.changes().size();
    Refusal refusal = operation(book, step);
    assertThat(refusal == null ? null : refusal.name()).as("%s", step).isEqualTo(step.path("refused").asText(null));
    if (refusal != null) {
      assertThat(book.changes()).as("%s", step).hasSize(dueChanges);
    }
    settle(book);
    compare(book.changes().subList(dueChanges, book.changes().size()), step);
  }

  private void settle(WalletBook book) {
    wallet = book.wallet();
    changes.addAll(book.changes());
    book.changes().forEach(this::remember);
  }

  private @Nullable Refusal operation(WalletBook book, JsonNode step) {
    book.changes().forEach(this::remember);
    if (step.has("grant")) {
      book.grant(PublishedCase.grant(step.get("grant")));
    } else if (step.has("consume")) {
      long amount = step.get("consume").asLong();
      return step.has("upTo") ? done(() -> book.consumeUpTo(amount)) : book.consume(amount);
    } else if (step.has("hold")) {
      String id = step.get("hold").asText();
      Instant expiresAt = PublishedCase.optionalTime(step, "expiresAt");
      long amount = step.get("amount").asLong();
      return step.has("upTo") ? book.holdUpTo(id, amount, expiresAt) : book.hold(id, amount, expiresAt);
    } else if (step.has("post")) {
      String id = step.get("post").asText();
      JsonNode amount = step.get("amount");
      return known(id, amount.isTextual() ? book.postAll(id) : book.post(id, amount.asLong()));
    } else if (step.has("voidHold")) {
      return known(step.get("voidHold").asText(), book.voidHold(step.get("voidHold").asText()));
    } else if (step.has("voidGrant")) {
      return book.voidGrant(step.get("voidGrant").asText());
    } else if (step.has("reset")) {
      book.reset(step.get("reset").asBoolean());
    } else {
      assertThat(step.has("expect")).as("step without operation: %s", step).isTrue();
    }
    return null;
  }

  /** A hold that is no longer open is refused for how it ended. */
  private @Nullable Refusal known(String holdId, @Nullable Refusal refusal) {
    return refusal == Refusal.HOLD_NOT_FOUND && ended.containsKey(holdId) ? Refusal.ended(ended.get(holdId)) : refusal;
  }

  private static @Nullable Refusal done(Runnable operation) {
    operation.run();
    return null;
  }

  private void remember(WalletChange change) {
    switch (change) {
      case WalletChange.HoldEnded end -> ended.put(end.holdId(), end.end());
      case WalletChange.Granted granted -> kinds.put(granted.grant().id(), granted.grant().kind());
      default -> {}
    }
  }

  private void compare(List<WalletChange> own, JsonNode step) {
    if (step.has("taken")) {
      assertThat(own.stream().mapToLong(PublishedRun::taken).sum()).as("%s", step).isEqualTo(step.get("taken").asLong());
    }
    if (step.has("burns")) {
      assertThat(burns(own)).as("%s", step).isEqualTo(amounts(step.get("burns")));
    }
    if (step.has("kinds")) {
      Map<GrantKind, Long> byKind = new EnumMap<>(GrantKind.class);
      burns(own).forEach((grant, amount) -> byKind.merge(kinds.get(grant), amount, Long::sum));
      step.get("kinds").properties().forEach(kind ->
          assertThat(byKind).as("%s", step).containsEntry(GrantKind.valueOf(kind.getKey()), kind.getValue().asLong()));
    }
    if (step.has("expect")) {
      expect(step.get("expect"));
    }
  }

  private void expect(JsonNode expected) {
    expected.path("balances").properties().forEach(balance ->
        assertThat(wallet.grant(balance.getKey()).map(GrantState::free).orElse(0L))
            .as("balance of %s", balance.getKey()).isEqualTo(balance.getValue().asLong()));
    same(expected, "overage", wallet.overage());
    same(expected, "held", wallet.held());
    same(expected, "available", wallet.available());
    same(expected, "consumed", wallet.totals().consumed());
    if (expected.has("segments")) {
      List<Segment> segments = Segment.of(start, changes);
      List<JsonNode> wanted = PublishedCase.list(expected.get("segments"));
      assertThat(segments).extracting(Segment::from)
          .containsExactlyElementsOf(wanted.stream().map(node -> PublishedCase.time(node, "from")).toList());
      for (int i = 0; i < wanted.size(); i++) {
        same(wanted.get(i), "balance", segments.get(i).balance());
        same(wanted.get(i), "overage", segments.get(i).overage());
        same(wanted.get(i), "usage", segments.get(i).usage());
      }
    }
  }

  private static void same(JsonNode expected, String field, long actual) {
    if (expected.has(field)) {
      assertThat(actual).as(field).isEqualTo(expected.get(field).asLong());
    }
  }

  private static long taken(WalletChange change) {
    return switch (change) {
      case WalletChange.Consumed consumed -> consumed.amount();
      case WalletChange.Held held -> held.hold().amount();
      case WalletChange.HoldEnded end -> end.posted();
      default -> 0;
    };
  }

  private static Map<String, Long> burns(List<WalletChange> changes) {
    Map<String, Long> burns = new TreeMap<>();
    changes.forEach(change -> {
      if (change instanceof WalletChange.Consumed consumed) {
        consumed.burns().forEach(burn -> burns.merge(burn.grantId(), burn.amount(), Long::sum));
      }
    });
    return burns;
  }

  private static Map<String, Long> amounts(JsonNode node) {
    Map<String, Long> amounts = new TreeMap<>();
    node.properties().forEach(entry -> amounts.put(entry.getKey(), entry.getValue().asLong()));
    return amounts;
  }
}
