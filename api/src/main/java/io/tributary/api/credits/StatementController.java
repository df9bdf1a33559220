package io.tributary.api.credits;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.api.auth.Caller;
import io.tributary.api.auth.TenantDoor;
import io.tributary.api.requests.Cursors;
import io.tributary.api.requests.Fields;
import io.tributary.api.requests.Positions;
import io.tributary.api.requests.Times;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.schemas.Applications;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.StatementQuery.Frame;
import io.tributary.topologies.credits.StatementSumsQuery.Sum;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A wallet's statement over a period: opening balance, what moved it, closing balance. */
@RestController
@RequestMapping("/api/credits/wallets/{entityId}/{application}/statement")
@Tag(name = "Wallets")
class StatementController {
  private static final int PIECE = 1_000;

  /** Entries of one type: how many, and the sum of their signed amounts. */
  record Total(String type, long count, long amount) {
    static Total of(String type, Sum sum) {
      return new Total(type, sum.count(), sum.amount());
    }
  }

  /**
   * A page of a statement; {@code opening + sum of totals = closing}.
   *
   * @param to its end, exclusive; not in the future
   * @param due what expired or took effect by then and the ledger has not recorded yet; absent when nothing did
   * @param entries how many there are on all pages; {@code totals} are theirs, too
   */
  record Statement(
      String tenantId,
      String entityId,
      String application,
      Instant from,
      Instant to,
      long opening,
      long closing,
      @Nullable Long due,
      long entries,
      List<Total> totals,
      List<WalletViews.Entry> items,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
      String position,
      String servedBy,
      long lag) {}

  /** What is asked for. */
  private record Asked(StatementReader.Of wallet, Instant from, Instant to) {}

  private final StatementReader reader;
  private final TenantDoor door;
  private final Positions positions;
  private final Cursors cursors;

  StatementController(StatementReader reader, TenantDoor door, Positions positions, Cursors cursors) {
    this.reader = reader;
    this.door = door;
    this.positions = positions;
    this.cursors = cursors;
  }

  @GetMapping
  @Operation(
      summary = "Show a wallet's statement, oldest entry first; also as text/csv",
      description =
          "`from` (inclusive) and `to` (exclusive; now when absent) are moments with their offset, or dates. Balances and"
              + " totals are the whole statement's on each page. As CSV it comes in one piece, of any length; its last line,"
              + " of type `closing`, tells that it is whole.")
  ResponseEntity<Statement> show(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String tenantId,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      Caller caller,
      Position atLeast) {
    Asked asked = asked(door.enter(caller, tenantId, "tenantId"), entityId, application, from, to);
    int most = Fields.limit(limit);
    String list = "statement/" + asked.wallet() + "/" + asked.from() + "/" + to;
    String place = cursors.open(list, cursor);
    StatementPlace at = place == null ? begin(asked, atLeast) : StatementPlace.parse(place);
    Answer<List<EntryView>> page = reader.entries(asked.wallet(), at.frame(), at.after(), most, atLeast);
    long last = page.value().isEmpty() ? at.frame().closingVersion() : page.value().getLast().version();
    String next = last >= at.frame().closingVersion()
        ? null
        : new StatementPlace(at.frame(), at.to(), last, at.sums()).text();
    return positions
        .answer(HttpStatus.OK, page.position())
        .body(statement(asked, at, page, cursors.sign(list, next)));
  }

  @GetMapping(produces = StatementCsv.MEDIA_TYPE)
  @Operation(summary = "Show a wallet's statement, oldest entry first; also as text/csv")
  void csv(
      @PathVariable String entityId,
      @PathVariable String application,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String tenantId,
      Caller caller,
      Position atLeast,
      HttpServletResponse response)
      throws IOException {
    Asked asked = asked(door.enter(caller, tenantId, "tenantId"), entityId, application, from, to);
    Answer<Optional<Frame>> found = reader.frame(asked.wallet(), asked.from(), asked.to(), atLeast);
    Frame frame = found.value().orElseThrow(WalletReader::noWallet);
    response.setContentType(StatementCsv.MEDIA_TYPE + ";charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"statement.csv\"");
    response.setHeader(Positions.HEADER, positions.token(found.position()));
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    StatementCsv csv = new StatementCsv(out);
    csv.open(asked.from(), frame);
    long after = frame.openingVersion();
    while (after < frame.closingVersion()) {
      List<EntryView> piece = reader.entries(asked.wallet(), frame, after, PIECE, found.position()).value();
      for (EntryView entry : piece) {
        csv.entry(entry);
      }
      after = piece.isEmpty() ? frame.closingVersion() : piece.getLast().version();
    }
    csv.close(asked.to(), frame);
  }

  private StatementPlace begin(Asked asked, Position atLeast) {
    Answer<Optional<Frame>> found = reader.frame(asked.wallet(), asked.from(), asked.to(), atLeast);
    Frame frame = found.value().orElseThrow(WalletReader::noWallet);
    return new StatementPlace(
        frame, asked.to(), frame.openingVersion(), reader.sums(asked.wallet(), frame, found.position()));
  }

  private Statement statement(Asked asked, StatementPlace at, Answer<List<EntryView>> page, @Nullable String next) {
    Frame frame = at.frame();
    return new Statement(
        asked.wallet().tenantId().toString(),
        asked.wallet().entityId(),
        asked.wallet().application(),
        asked.from(),
        at.to(),
        frame.opening(),
        frame.closing(),
        frame.due() == 0 ? null : frame.due(),
        at.sums().values().stream().mapToLong(Sum::count).sum(),
        at.sums().entrySet().stream().map(sum -> Total.of(sum.getKey(), sum.getValue())).toList(),
        page.value().stream().map(WalletViews.Entry::of).toList(),
        next,
        positions.token(page.position()),
        page.role().name().toLowerCase(Locale.ROOT),
        page.lag());
  }

  private static Asked asked(
      UUID tenant, String entityId, String application, @Nullable String from, @Nullable String to) {
    StatementReader.Of wallet =
        new StatementReader.Of(tenant, Fields.entity("entityId", entityId, tenant), Applications.canonical(application));
    Instant begin = Fields.required("from", Times.optional("from", from));
    Instant now = Instant.now();
    Instant wanted = Times.optional("to", to);
    Instant end = wanted == null || wanted.isAfter(now) ? now : wanted;
    if (!begin.isBefore(end)) {
      throw Fields.invalid("from", "from must be before to, and in the past");
    }
    return new Asked(wallet, begin, end);
  }
}
