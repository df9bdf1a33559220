package io.tributary.app.cli;

import io.tributary.app.ExitCode;
import io.tributary.app.demo.Demo;
import io.tributary.app.instance.Instance;
import io.tributary.app.orders.Driver;
import io.tributary.app.orders.HttpPlatform;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tributary demo}. */
@Command(
    name = "demo",
    description = {
      "Sends a generated stream of orders through the running instance.",
      "",
      "It has the shape of a real wholesaler's: one tenant with most of the traffic, and a long tail. Each run brings its "
          + "own orders and funds."
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long DEFAULT_SECONDS = 60;

  @Mixin
  private InstanceOptions options;

  @Mixin
  private SendOptions send;

  @Option(names = "--seconds", paramLabel = "N", description = "How long to send (default: 60, unless --orders is given).")
  private @Nullable Long seconds;

  @Option(names = "--orders", paramLabel = "N", description = "How many orders to send.")
  private @Nullable Long orders;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "50",
      description = "Orders a second; 0 for as many as the platform takes (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Settles who orders what and how much (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    send.require(seconds == null || seconds >= 1, "--seconds must be at least 1.");
    send.require(orders == null || orders >= 1, "--orders must be at least 1.");
    Driver.Settings settings = send.settings(rate);
    long limit = orders == null ? Long.MAX_VALUE : orders;
    Duration time = Duration.ofSeconds(
        seconds != null ? seconds : orders != null ? Duration.ofDays(365).toSeconds() : DEFAULT_SECONDS);
    Instance instance = options.instance();
    InstanceEndpoint endpoint = new InstanceEndpoint(instance, "demo");
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    try (HttpPlatform platform = new HttpPlatform(endpoint, "demo-" + run, PATIENCE)) {
      Demo.Outcome outcome =
          new Demo(platform, settings, System.out, Terminal.isOne()).run(seed, run, limit, time);
      new OrderReport(System.out).print(outcome);
      return (outcome.isExact() ? ExitCode.OK : ExitCode.MISMATCH).status();
    }
  }
}
