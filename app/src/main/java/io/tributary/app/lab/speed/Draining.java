package io.tributary.app.lab.speed;

import com.zaxxer.hikari.HikariDataSource;
import io.tributary.app.instance.Secrets;
import io.tributary.app.platform.Database;
import io.tributary.connectors.CaptureConfig;
import io.tributary.connectors.CaptureTopics;
import io.tributary.connectors.OutboxCapture;
import io.tributary.outbox.MasterKey;
import io.tributary.outbox.Outbox;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.schemas.KafkaAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Rows wait in the outbox while capture is stopped; then it has to carry them all. */
final class Draining {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 4;
  private static final List<Integer> ROWS_PER_TRANSACTION = List.of(1, 100);

  /** Of all rows; the others are left out of the time, so that starting and stopping are. */
  private static final double FROM = 0.05;

  private static final double TO = 0.98;

  private final Bench bench;
  private final SpeedServers servers;
  private final CaptureConfig config;
  private final Admin admin;
  private final int rows;
  private final List<Plot.Line> lines = new ArrayList<>();

  private Draining(Bench bench, SpeedServers servers, Admin admin) {
    this.bench = bench;
    this.servers = servers;
    this.admin = admin;
    this.rows = bench.size(300_000, 5_000);
    this.config = servers.database().capture(KafkaAccess.open(servers.bootstrapServers()));
  }

  static Findings measure(Bench bench) throws Exception {
    try (SpeedServers servers = new SpeedServers(bench.root());
        Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      return new Draining(bench, servers, admin).run();
    }
  }

  private Findings run() throws Exception {
    prepare();
    StringBuilder text = new StringBuilder("""
        Rows as applications write them wait in the outbox while capture is stopped; then it is started, and has to bring all of
        them to Kafka: whole transactions, in their order, acknowledged by the broker. Beside it, what PostgreSQL gives at most: the
        same log, decoded by the same plugin (`pgoutput`) and thrown away by a client of its replication protocol.

        | rows in a transaction | capture, rows/s | `pgoutput` alone, rows/s | µs of CPU for a row: Debezium's reading thread | this process in all, with the broker | PostgreSQL's decoder |
        |---:|---:|---:|---:|---:|---:|
        """);
    for (int perTransaction : ROWS_PER_TRANSACTION) {
      text.append(measure(perTransaction));
    }
    text.append("""

        Rounds of %,d rows; the first %.0f and the last %.0f per cent of a round are left out. What bounds it is one thread: Debezium
        decodes a connection's log, and makes its records, in one. Where that takes less than the processors have, the rest of the
        process (routing, conversion, producing, the broker itself, collecting what all of them leave) and PostgreSQL's decoder
        share them.
        """.formatted(rows, 100 * FROM, 100 - 100 * TO));
    return new Findings(text.toString(), List.of(new Plot(
        "draining", "Rows drained", "round", "rows/s", false, lines)));
  }

  /** Migrations, topics, a slot for each reader, and machine code for both. */
  private void prepare() throws Exception {
    try (HikariDataSource pool = servers.pool(4)) {
      Outbox.open(pool, new AvroPayloads(new InMemorySchemaRegistry()),
          MasterKey.of(Secrets.create(bench.root().resolve("secrets")).master())).migrate();
    }
    admin.createTopics(CaptureTopics.all().stream()
        .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1).configs(topic.configs())).toList()).all().get();
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute(OutboxRows.PROCEDURE);
    }
    RawSlot.create(servers.database());
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start();
      capture.awaitStreaming(PATIENCE);
    }
    drain(bench.size(100_000, 1_000), 10);
  }

  private String measure(int perTransaction) throws Exception {
    List<Double> captured = new ArrayList<>();
    List<Double> raw = new ArrayList<>();
    List<Cpu> costs = new ArrayList<>();
    for (int round = 0; round < bench.size(3, 1); round++) {
      Drained drained = drain(rows, perTransaction);
      captured.add(drained.capture());
      raw.add(drained.raw());
      costs.add(drained.cost());
      bench.say("%d rows in a transaction: %,.0f rows/s; pgoutput alone %,.0f", perTransaction, drained.capture(), drained.raw());
    }
    String each = perTransaction == 1 ? "1 row each" : perTransaction + " rows each";
    lines.add(line("capture, " + each, captured));
    lines.add(line("pgoutput alone, " + each, raw));
    Cpu cost = costs.getLast();
    return String.format(Locale.ROOT, "| %d | %s | %s | %.1f | %.1f | %s |%n", perTransaction, Figure.of(captured),
        Figure.of(raw), cost.thread(), cost.process(), cost.server().isNaN() ? "–" : String.format(Locale.ROOT, "%.1f", cost.server()));
  }

  /** @param thread µs of CPU for each row of the thread that reads, and of the whole process; NaN what isn't known */
  private record Cpu(double thread, double process, Double server) {}

  private record Drained(double capture, double raw, Cpu cost) {}

  private Drained drain(int count, int perTransaction) throws Exception {
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      statement.execute("truncate outbox");
      statement.execute("set synchronous_commit = off");
      statement.execute("call %s(%d, %d)".formatted(OutboxRows.NAME, count, perTransaction));
    }
    long before = written();
    try (OutboxCapture capture = new OutboxCapture(config)) {
      capture.start();
      awaitWritten(before + (long) (count * FROM));
      CpuClock clock = CpuClock.start(servers.database());
      long begin = System.nanoTime();
      long first = written();
      awaitWritten(before + (long) (count * TO));
      long last = written();
      double seconds = (System.nanoTime() - begin) / 1e9;
      long done = last - first;
      Cpu cost = new Cpu(clock.reader() / done, clock.process() / done, clock.server() / done);
      awaitWritten(before + count);
      return new Drained(done / seconds, RawSlot.drain(servers.database(), count), cost);
    }
  }

  private void awaitWritten(long records) throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (written() < records) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("capture did not bring the rows within " + PATIENCE.toMinutes() + " minutes");
      }
      Thread.sleep(5);
    }
  }

  private long written() throws InterruptedException, ExecutionException {
    return Ends.of(admin, Context.CREDITS.outbox(), PARTITIONS);
  }

  private Connection connect() throws SQLException {
    Database database = servers.database();
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static Plot.Line line(String name, List<Double> rounds) {
    List<Plot.Point> points = new ArrayList<>();
    for (double round : rounds) {
      points.add(new Plot.Point(points.size() + 1, round));
    }
    return new Plot.Line(name, points);
  }
}
