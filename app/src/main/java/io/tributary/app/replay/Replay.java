package io.tributary.app.replay;

import io.tributary.app.orders.Driver;
import io.tributary.app.orders.Ledger;
import io.tributary.app.orders.Order;
import io.tributary.app.orders.Platform;
import io.tributary.app.orders.Progress;
import io.tributary.app.orders.Stock;
import io.tributary.app.orders.Verdict;
import io.tributary.app.orders.Verification;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends a file's orders through a platform, going on where an earlier run stopped, and verifies the totals. */
public final class Replay {
  private static final Duration VERIFY_PATIENCE = Duration.ofSeconds(30);

  /**
   * What to do.
   *
   * @param limit orders at most, counted from the beginning of the file
   * @param restart send also what the checkpoint has; the platform recognizes it
   * @param notes directory for the checkpoint, named by the file's content
   * @param stock whether to move the goods, too
   * @param rejects where refused lines go; null for a file beside the checkpoint
   */
  public record Request(
      Path file,
      long limit,
      boolean restart,
      Driver.Settings settings,
      Path notes,
      boolean stock,
      @Nullable Path rejects,
      boolean terminal) {}

  private final Request request;
  private final PrintStream out;
  private final Duration verifyPatience;

  public Replay(Request request, PrintStream out) {
    this(request, out, VERIFY_PATIENCE);
  }

  Replay(Request request, PrintStream out, Duration verifyPatience) {
    this.request = request;
    this.out = out;
    this.verifyPatience = verifyPatience;
  }

  /**
   * Reads the file, sends what is open, reads the wallets back; then the same with the goods and the shelves.
   *
   * @param connect makes the platform, given a name for this file's work
   * @param connectStock makes its inventory
   * @throws io.tributary.app.CommandFailure if the file or the platform can't be used; verdicts until then are saved
   */
  public ReplaySummary run(Function<String, Platform> connect, Supplier<Stock> connectStock) throws InterruptedException {
    String fingerprint = Fingerprint.of(request.file());
    Path rejectsFile = Objects.requireNonNullElse(request.rejects(), request.notes().resolve(fingerprint + ".rejects.csv"));
    RejectsFile rejects = new RejectsFile(rejectsFile);
    RetailFile.Content content;
    try (rejects) {
      content = RetailFile.read(request.file(), rejects);
    }
    List<Order> all = content.orders();
    Checkpoint checkpoint = Checkpoint.load(
        request.notes().resolve(fingerprint + ".json"), request.settings().fund(), all.size(), request.restart());
    List<Order> orders = all.subList(0, (int) Math.min(all.size(), request.limit()));
    try (Platform platform = connect.apply("replay-" + fingerprint)) {
      Driver driver = new Driver(platform, request.settings());
      long begin = System.nanoTime();
      Ledger sent = send(driver, orders, checkpoint);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      Ledger total = total(all, checkpoint);
      Verification verification = verify(platform, driver, total);
      StockSummary stock = request.stock()
          ? new StockReplay(request, out).run(fingerprint, content.goods(), driver::tenantId, connectStock)
          : null;
      return new ReplaySummary(
          content.lines(), rejects.counts(), rejectsFile, orders, total, sent, took, verification, stock);
    }
  }

  private Verification verify(Platform platform, Driver driver, Ledger total) throws InterruptedException {
    Map<String, String> tenantIds = new HashMap<>();
    Map<String, Platform.Wallet> expected = new HashMap<>();
    total.accounts().forEach((tenant, account) -> {
      tenantIds.put(tenant, driver.tenantId(tenant));
      expected.put(tenant, Platform.EMPTY.plus(request.settings().fund(), account.consumed()));
    });
    return Verification.run(platform, tenantIds, expected, verifyPatience);
  }

  private Ledger send(Driver driver, List<Order> orders, Checkpoint checkpoint) throws InterruptedException {
    List<Integer> open = IntStream.range(0, orders.size())
        .filter(index -> request.restart() || checkpoint.verdict(index).isEmpty())
        .boxed()
        .toList();
    IdentityHashMap<Order, Integer> indexes = new IdentityHashMap<>();
    open.forEach(index -> indexes.put(orders.get(index), index));
    Ledger sent = new Ledger();
    Thread saveAtExit = new Thread(checkpoint::save, "save checkpoint");
    Runtime.getRuntime().addShutdownHook(saveAtExit);
    try (Progress progress =
        Progress.of(request.terminal(), out, "Orders", orders.size(), orders.size() - open.size())) {
      driver.run(open.stream().map(orders::get).iterator(), (order, verdict) -> {
        checkpoint.record(indexes.get(order), verdict);
        checkpoint.saveIfDue();
        sent.add(order, verdict);
        progress.step();
      });
    } finally {
      checkpoint.save();
      Runtime.getRuntime().removeShutdownHook(saveAtExit);
    }
    return sent;
  }

  /** What all runs over this file have brought to an end. */
  private static Ledger total(List<Order> orders, Checkpoint checkpoint) {
    Ledger ledger = new Ledger();
    for (int index = 0; index < orders.size(); index++) {
      Order order = orders.get(index);
      checkpoint.verdict(index).ifPresent((Verdict verdict) -> ledger.add(order, verdict));
    }
    return ledger;
  }
}
