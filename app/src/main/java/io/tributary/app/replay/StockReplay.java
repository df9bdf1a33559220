package io.tributary.app.replay;

import io.tributary.app.orders.Goods;
import io.tributary.app.orders.Progress;
import io.tributary.app.orders.Restocking;
import io.tributary.app.orders.Stock;
import io.tributary.app.orders.StockDriver;
import io.tributary.app.orders.StockVerification;
import io.tributary.app.orders.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Moves a file's goods through a platform's inventory, going on where an earlier run stopped, and verifies the shelves. */
final class StockReplay {
  private final Replay.Request request;
  private final PrintStream out;

  StockReplay(Replay.Request request, PrintStream out) {
    this.request = request;
    this.out = out;
  }

  /** @param tenantIds a tenant's id by its name */
  StockSummary run(
      String fingerprint, List<Goods> all, UnaryOperator<String> tenantIds, Supplier<Stock> connect)
      throws InterruptedException {
    List<Restocking> plan = Restocking.plan(all);
    Checkpoint checkpoint =
        Checkpoint.load(request.notes().resolve(fingerprint + ".stock.json"), 0, plan.size(), request.restart());
    List<Integer> open = IntStream.range(0, (int) Math.min(plan.size(), request.limit()))
        .filter(index -> request.restart() || checkpoint.verdict(index).isEmpty())
        .boxed()
        .toList();
    try (Stock stock = connect.get()) {
      long begin = System.nanoTime();
      move(new StockDriver(stock, request.settings(), tenantIds), plan, open, checkpoint);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      List<Restocking> done = IntStream.range(0, plan.size())
          .filter(index -> checkpoint.verdict(index).isPresent())
          .mapToObj(plan::get)
          .toList();
      return new StockSummary(
          done, open.size(), took, StockVerification.run(stock, tenantIds, Restocking.balance(done)));
    }
  }

  private void move(StockDriver driver, List<Restocking> plan, List<Integer> open, Checkpoint checkpoint)
      throws InterruptedException {
    IdentityHashMap<Restocking, Integer> indexes = new IdentityHashMap<>();
    open.forEach(index -> indexes.put(plan.get(index), index));
    Thread saveAtExit = new Thread(checkpoint::save, "save stock checkpoint");
    Runtime.getRuntime().addShutdownHook(saveAtExit);
    long total = Math.min(plan.size(), request.limit());
    try (Progress progress = Progress.of(request.terminal(), out, "Goods", total, total - open.size())) {
      driver.run(open.stream().map(plan::get).iterator(), step -> {
        checkpoint.record(indexes.get(step), new Verdict.Approved());
        checkpoint.saveIfDue();
        progress.step();
      });
    } finally {
      checkpoint.save();
      Runtime.getRuntime().removeShutdownHook(saveAtExit);
    }
  }
}
