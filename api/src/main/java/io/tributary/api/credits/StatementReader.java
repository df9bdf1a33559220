package io.tributary.api.credits;

import io.tributary.api.requests.Fields;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.StatementEntriesQuery;
import io.tributary.topologies.credits.StatementQuery;
import io.tributary.topologies.credits.StatementQuery.Frame;
import io.tributary.topologies.credits.StatementSumsQuery;
import io.tributary.topologies.credits.StatementSumsQuery.Sum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads statements in pieces, so that no single question to the ledger's state takes long. */
@Component
class StatementReader {
  /** What is summed for one statement at most: some seconds of reading. */
  static final long MOST_ENTRIES = 1_000_000;

  private static final int PIECE = 10_000;

  /** A wallet by its stored names. */
  record Of(UUID tenantId, String entityId, String application) {}

  private final QueryService queries;

  StatementReader(QueryService queries) {
    this.queries = queries;
  }

  Answer<Optional<Frame>> frame(Of wallet, Instant from, Instant to, Position atLeast) {
    return queries.ask(
        new StatementQuery(wallet.tenantId(), wallet.entityId(), wallet.application(), from, to),
        ReadOptions.after(atLeast));
  }

  /** All entries of the statement by type. */
  SortedMap<String, Sum> sums(Of wallet, Frame frame, Position position) {
    if (frame.closingVersion() - frame.openingVersion() > MOST_ENTRIES) {
      throw Fields.invalid(
          "from", "the statement would have more than " + MOST_ENTRIES + " entries: ask for less time, or for text/csv");
    }
    SortedMap<String, Sum> sums = new TreeMap<>();
    for (long after = frame.openingVersion(); after < frame.closingVersion(); after += PIECE) {
      long through = Math.min(after + PIECE, frame.closingVersion());
      queries
          .ask(
              new StatementSumsQuery(wallet.tenantId(), wallet.entityId(), wallet.application(), after, through),
              ReadOptions.after(position))
          .value()
          .forEach((type, sum) -> sums.merge(type, sum, Sum::plus));
    }
    return sums;
  }

  Answer<List<EntryView>> entries(Of wallet, Frame frame, long after, int limit, Position position) {
    return queries.ask(
        new StatementEntriesQuery(
            wallet.tenantId(), wallet.entityId(), wallet.application(), after, frame.closingVersion(), limit),
        ReadOptions.after(position));
  }
}
