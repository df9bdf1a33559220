package io.tributary.app.lab;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.auth.Tokens;
import io.tributary.app.CommandFailure;
import io.tributary.app.fleet.Crew;
import io.tributary.app.fleet.Fleet;
import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.fleet.Surroundings;
import io.tributary.app.instance.Secrets;
import io.tributary.app.orders.HttpPlatform;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.ConfluentSchemaRegistry;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A platform of several processes in a directory of its own, on which experiments are made one after the other. */
public final class Laboratory implements Series.Bench {
  private static final Duration READY = Duration.ofMinutes(6);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final long FUNDS = 100_000_000;

  /** Enough that each worker serves some. */
  private static final List<String> TENANTS = List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir");

  private final Settings settings;
  private final PrintStream out;
  private final LabServers servers;
  private final Fleet fleet;
  private final LabClient client;
  private final Topics topics;
  private final CommittedLog log;
  private boolean whole = true;

  /**
   * What a laboratory runs.
   *
   * @param seed of the load
   * @param rounds how often a fault that is repeated is repeated
   * @param kills how often a worker is killed
   */
  public record Settings(Path root, int workers, int apis, long seed, int rounds, int kills) {
    /** The same, in a directory below. */
    public Settings in(String directory) {
      return new Settings(root.resolve(directory), workers, apis, seed, rounds, kills);
    }
  }

  private Laboratory(Settings settings, Experiment.Brokers brokers, PrintStream out) throws InterruptedException {
    this.settings = settings;
    this.out = out;
    servers = new LabServers(settings.root(), brokers);
    Path keys = settings.root().resolve("secrets");
    Secrets secrets = Secrets.create(keys);
    fleet = new Fleet(
        new Surroundings(
            settings.root(), keys, servers.database(), servers.bootstrapServers(), servers.registryUrl(), PARTITIONS),
        new Crew(settings.workers(), settings.apis(), 0).members());
    client = new LabClient(
        fleet.members(Kind.API),
        new Tokens(secrets.token()).mint("laboratory", null, CallerRole.PLATFORM, Duration.ofDays(1)));
    topics = new Topics(servers.bootstrapServers());
    log = new CommittedLog(topics,
        new AvroPayloads(new ConfluentSchemaRegistry(Map.of("schema.registry.url", servers.registryUrl()))));
  }

  /** Returns when the platform is ready. */
  public static Laboratory open(Settings settings, Experiment.Brokers brokers, PrintStream out) throws InterruptedException {
    Laboratory laboratory = new Laboratory(settings, brokers, out);
    try {
      laboratory.fleet.startAll(READY);
      return laboratory;
    } catch (InterruptedException | RuntimeException e) {
      laboratory.close();
      throw e;
    }
  }

  /** Runs one experiment on tenants of its own. */
  @Override
  public Outcome run(Experiment experiment) throws InterruptedException {
    Notebook notes = new Notebook(experiment, out);
    attempt(notes, "the experiment was made to its end", () -> make(experiment, notes));
    whole = attempt(notes, "the platform is whole again", this::allReady);
    return notes.outcome();
  }

  @Override
  public boolean whole() {
    return whole;
  }

  private interface Part {
    void go() throws InterruptedException;
  }

  private static boolean attempt(Notebook notes, String what, Part part) throws InterruptedException {
    try {
      part.go();
      return true;
    } catch (NotTriedException e) {
      notes.notTried(e.needs());
    } catch (RuntimeException e) {
      notes.givenUp(what, e);
    }
    return false;
  }

  private void make(Experiment experiment, Notebook notes) throws InterruptedException {
    String run = experiment.id() + "-" + Long.toString(System.currentTimeMillis(), 36);
    List<Account> accounts = new ArrayList<>();
    try (HttpPlatform platform = new HttpPlatform(client, run, PATIENCE)) {
      for (String tenant : TENANTS) {
        String name = tenant + " " + run;
        String id = platform.tenant(name);
        platform.fund(id, FUNDS);
        accounts.add(Account.of(name, id, FUNDS));
      }
      awaitFunds(platform, accounts);
      Load load = new Load(platform, source -> new HttpPlatform(client, source, PATIENCE), client, accounts, run, settings.seed());
      Scene scene = new Scene(fleet, servers, topics, log, load, settings, notes);
      notes.start();
      load.start();
      try {
        scene.rest(Duration.ofSeconds(3));
        if (!attempt(notes, "what was to happen has happened", () -> experiment.strike(scene))) {
          allReady();
        }
      } finally {
        load.stop();
      }
      load.askAgain();
      scene.note("the load ends; the machine's own load average is %.1f on %d processors".formatted(
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), Runtime.getRuntime().availableProcessors()));
      new Checks(load, platform, log, topics, notes).run(experiment.limits());
      experiment.afterwards(scene);
    }
  }

  private void allReady() throws InterruptedException {
    servers.restore();
    fleet.startAll(READY);
    for (Member member : fleet.members()) {
      fleet.process(member).awaitReady(READY);
    }
  }

  private static void awaitFunds(HttpPlatform platform, List<Account> accounts) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Account account : accounts) {
      while (platform.wallet(account.id()).allocated() < account.funded() && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    fleet.close();
    servers.close();
  }
}
