package io.tributary.api.harness;

import io.tributary.credits.CreditOutcome;
import io.tributary.outbox.Allocation;
import io.tributary.outbox.AllocationFilter;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.Funding;
import io.tributary.outbox.NewAllocation;
import io.tributary.outbox.Slice;
import io.tributary.outbox.WriteContext;
import io.tributary.outbox.Written;
import io.tributary.queries.Answer;
import io.tributary.queries.Position;
import io.tributary.queries.QueryService;
import io.tributary.queries.ReadOptions;
import io.tributary.queries.Role;
import io.tributary.schemas.Amounts;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.ProblemException;
import io.tributary.topologies.credits.EntriesQuery;
import io.tributary.topologies.credits.EntryView;
import io.tributary.topologies.credits.GrantView;
import io.tributary.topologies.credits.GrantsQuery;
import io.tributary.topologies.credits.HoldView;
import io.tributary.topologies.credits.HoldsQuery;
import io.tributary.topologies.credits.OperationQuery;
import io.tributary.topologies.credits.OperationView;
import io.tributary.topologies.credits.WalletFigures;
import io.tributary.topologies.credits.WalletQuery;
import io.tributary.topologies.credits.WalletView;
import io.tributary.topologies.credits.WalletsQuery;
import io.tributary.topologies.directory.TenantSnapshot;
import io.tributary.topologies.directory.TenantSnapshotQuery;
import io.tributary.topologies.inventory.OrderQuery;
import io.tributary.topologies.inventory.Policy;
import io.tributary.topologies.inventory.PolicyQuery;
import io.tributary.topologies.inventory.ProductQuery;
import io.tributary.topologies.inventory.ReservationQuery;
import io.tributary.topologies.inventory.StockLevelQuery;
import io.tributary.topologies.inventory.TransferQuery;
import io.tributary.topologies.inventory.WarehouseQuery;
import io.tributary.topologies.kernel.Page;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Funding, wallets and the operation log in memory; it applies an allocation at once, unless told to lag behind. */
public final class MemoryLedger implements QueryService {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.600Z");

  private final List<Allocation> allocations = new ArrayList<>();
  private final Map<String, Long> unallocated = new HashMap<>();
  private final Map<UUID, TreeMap<String, WalletView>> wallets = new HashMap<>();
  private final Map<List<Object>, CreditOutcome> operations = new HashMap<>();
  private final Map<UUID, Long> sequences = new HashMap<>();

  /** What the directory answers, by tenant. */
  public final Map<UUID, TenantSnapshot> snapshots = new HashMap<>();

  /** Answers to questions that nothing here is kept for. */
  public volatile Function<ViewQuery<?>, Object> others =
      query -> {
        throw new IllegalArgumentException("no answer for " + query);
      };

  /** While true no SQL position is reached. */
  public volatile boolean behind;

  /** Answers in its place: a ledger that really runs. */
  public volatile @Nullable QueryService real;

  /** While true whoever serves has too many questions. */
  public volatile boolean busy;

  /** While true no instance serves. */
  public volatile boolean away;

  /** The funding side, as a part of its own: Spring finds parts by their type. */
  CreditFunding funding() {
    return new CreditFunding() {
      @Override
      public Written<Funding> fund(
          UUID tenantId, String entityId, long amount, @Nullable String reason, WriteContext context) {
        return MemoryLedger.this.fund(tenantId, entityId, amount, reason, context);
      }

      @Override
      public Written<Allocation> allocate(UUID tenantId, NewAllocation request, WriteContext context) {
        return MemoryLedger.this.allocate(tenantId, request, context);
      }

      @Override
      public Slice<Allocation> allocations(
          UUID tenantId, AllocationFilter filter, @Nullable UUID after, int limit) {
        return MemoryLedger.this.allocations(tenantId, filter, after, limit);
      }
    };
  }

  private synchronized Written<Funding> fund(
      UUID tenantId, String entityId, long amount, @Nullable String reason, WriteContext context) {
    long total = unallocated.merge(tenantId + entityId, amount, Long::sum);
    if (total > Amounts.MAX) {
      unallocated.merge(tenantId + entityId, -amount, Long::sum);
      throw new ProblemException(ErrorCode.FUNDING_LIMIT, "creditAmount", "too much");
    }
    Funding made = new Funding(Ids.next(), tenantId, entityId, amount, reason, total, total, AT);
    return new Written<>(made, Context.CREDITS, tenantId, next(tenantId), "again".equals(context.idempotencyKey()));
  }

  private synchronized Slice<Allocation> allocations(
      UUID tenantId, AllocationFilter filter, @Nullable UUID after, int limit) {
    List<Allocation> found =
        allocations.stream()
            .filter(made -> made.tenantId().equals(tenantId))
            .filter(made -> filter.application() == null || filter.application().equals(made.application()))
            .dropWhile(made -> after != null && made.allocationId().compareTo(after) <= 0)
            .limit(limit + 1L)
            .toList();
    return found.size() <= limit
        ? new Slice<>(found, null)
        : new Slice<>(found.subList(0, limit), found.get(limit - 1).allocationId());
  }

  private synchronized Written<Allocation> allocate(UUID tenantId, NewAllocation request, WriteContext context) {
    String entityId = request.entityId();
    long amount = request.amount();
    if ("other content".equals(context.idempotencyKey())) {
      throw new ProblemException(ErrorCode.IDEMPOTENCY_MISMATCH, "creditAmount", "used with another creditAmount");
    }
    long left = unallocated.getOrDefault(tenantId + entityId, 0L);
    if (left < amount) {
      throw new ProblemException(
          ErrorCode.INSUFFICIENT_FUNDING, "creditAmount", "not enough", Map.of("unallocated", left));
    }
    unallocated.put(tenantId + entityId, left - amount);
    move(tenantId, entityId, request.application(), amount);
    Allocation made =
        new Allocation(
            Ids.next(), tenantId, entityId, request.application(), amount, request.purpose(), request.terms(),
            left - amount, AT);
    allocations.add(made);
    return new Written<>(made, Context.CREDITS, tenantId, next(tenantId), false);
  }

  /** Adds to a wallet, or takes from it. */
  public synchronized WalletView move(UUID tenantId, String entityId, String application, long amount) {
    return wallets
        .computeIfAbsent(tenantId, id -> new TreeMap<>())
        .merge(
            entityId + "/" + application,
            new WalletView(entityId, application, amount, amount, 0, 1, AT, AT, WalletFigures.plain(amount)),
            (old, fresh) ->
                new WalletView(
                    entityId,
                    application,
                    old.balance() + amount,
                    old.allocated() + Math.max(0, amount),
                    old.consumed() - Math.min(0, amount),
                    old.version() + 1,
                    AT,
                    AT,
                    WalletFigures.plain(old.balance() + amount)));
  }

  public synchronized Optional<WalletView> wallet(UUID tenantId, String entityId, String application) {
    return Optional.ofNullable(wallets.getOrDefault(tenantId, new TreeMap<>()).get(entityId + "/" + application));
  }

  public synchronized void remember(UUID tenantId, CreditOutcome reply) {
    operations.put(
        List.of(
            tenantId,
            reply.getApplication(),
            reply.getOperationCode(),
            reply.getOperationId()),
        reply);
  }

  public synchronized Optional<CreditOutcome> outcome(UUID tenantId, String application, String code, String id) {
    return Optional.ofNullable(operations.get(List.of(tenantId, application, code, id)));
  }

  private long next(UUID tenantId) {
    return sequences.merge(tenantId, 1L, Long::sum);
  }

  @Override
  @SuppressWarnings("unchecked")
  public synchronized <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    QueryService running = real;
    if (running != null) {
      return running.ask(query, options);
    }
    if (away) {
      throw new ProblemException(ErrorCode.NOT_READY, "no instance serves this tenant now");
    }
    if (busy) {
      throw new ProblemException(ErrorCode.TOO_MANY_REQUESTS, null, "too many questions", Map.of("retryAfter", 1L));
    }
    if (behind && !options.atLeast().isNone()) {
      throw new ProblemException(ErrorCode.POSITION_NOT_REACHED, "not reached");
    }
    Object value =
        switch (query) {
          case WalletQuery one -> wallet(one.tenantId(), one.entityId(), one.application());
          case WalletsQuery all -> wallets(all);
          case EntriesQuery entries -> entries(entries);
          case OperationQuery one ->
              outcome(one.tenantId(), one.application(), one.operationCode(), one.operationId()).map(OperationView::new);
          case GrantsQuery one ->
              wallet(one.tenantId(), one.entityId(), one.application()).map(wallet -> List.<GrantView>of());
          case HoldsQuery one -> new Page<HoldView>(List.of(), null);
          case TenantSnapshotQuery one -> Optional.ofNullable(snapshots.get(one.tenantId()));
          default -> query.context() == Context.INVENTORY ? emptyStock(query) : others.apply(query);
        };
    Position position = Position.ofSql(query.context(), query.tenantId(), sequences.getOrDefault(query.tenantId(), 0L));
    return new Answer<>((R) value, position.merge(options.atLeast()), Role.ACTIVE, 0);
  }

  /** Of a tenant that has no product yet. */
  private static Object emptyStock(ViewQuery<?> query) {
    return switch (query) {
      case PolicyQuery policy -> new Policy(false, null, 0, AT);
      case ProductQuery one -> Optional.empty();
      case StockLevelQuery one -> Optional.empty();
      case WarehouseQuery one -> Optional.empty();
      case ReservationQuery one -> Optional.empty();
      case OrderQuery one -> Optional.empty();
      case TransferQuery one -> Optional.empty();
      case io.tributary.topologies.inventory.OperationQuery one -> Optional.empty();
      default -> new Page<>(List.of(), null);
    };
  }

  private Page<WalletView> wallets(WalletsQuery query) {
    TreeMap<String, WalletView> all = wallets.getOrDefault(query.tenantId(), new TreeMap<>());
    List<WalletView> items =
        (query.after() == null ? all : all.tailMap(query.after(), false)).values().stream().limit(query.limit() + 1L).toList();
    if (items.size() <= query.limit()) {
      return new Page<>(items, null);
    }
    WalletView last = items.get(query.limit() - 1);
    return new Page<>(items.subList(0, query.limit()), last.entityId() + "/" + last.application());
  }

  private Page<EntryView> entries(EntriesQuery query) {
    return new Page<>(
        wallet(query.tenantId(), query.entityId(), query.application()).stream()
            .map(
                wallet ->
                    new EntryView(
                        1, "e1", "credit.allocated", wallet.allocated(), wallet.allocated(), 0, "a1", null, null,
                        "a1", List.of(), Map.of(), null, null, AT))
            .toList(),
        null);
  }
}
