package io.tributary.app.cli;

import io.tributary.app.orders.Driver;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the commands that send orders. */
final class SendOptions {
  private static final long MAX_FUND = 9_000_000_000_000_000L;
  private static final int MAX_CONCURRENCY = 4_096;

  @Option(
      names = "--fund",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Credits that each tenant is given first (default: ${DEFAULT-VALUE}).")
  private long fund;

  @Option(
      names = "--concurrency",
      paramLabel = "C",
      defaultValue = "64",
      description = {
        "Orders under way at a time (default: ${DEFAULT-VALUE}). They can overtake each other; with 1 they keep their order."
      })
  private int concurrency;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  Driver.Settings settings(double rate) {
    require(fund >= 1 && fund <= MAX_FUND, "--fund must be from 1 to " + MAX_FUND + ".");
    require(concurrency >= 1 && concurrency <= MAX_CONCURRENCY, "--concurrency must be from 1 to " + MAX_CONCURRENCY + ".");
    require(rate >= 0 && Double.isFinite(rate), "--rate can't be negative.");
    return new Driver.Settings(fund, rate, concurrency);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
