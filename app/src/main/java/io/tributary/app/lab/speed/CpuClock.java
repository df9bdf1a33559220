package io.tributary.app.lab.speed;

import io.tributary.app.platform.Database;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Processor time since it was started, in microseconds: of capture's reading thread, of this process, of PostgreSQL's decoder. */
final class CpuClock {
  private static final String READER = "change-event-source-coordinator";
  private static final double NANOS_PER_MICRO = 1000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Optional<ProcessHandle> decoder;
  private final double readerAtStart;
  private final double processAtStart;
  private final double serverAtStart;

  private CpuClock(Optional<ProcessHandle> decoder) {
    this.decoder = decoder;
    readerAtStart = readerNow();
    processAtStart = processNow();
    serverAtStart = serverNow();
  }

  /** While capture streams. */
  static CpuClock start(Database database) throws SQLException {
    String sql = "select active_pid from pg_replication_slots where slot_name = 'tributary_outbox' and active";
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return new CpuClock(row.next() ? ProcessHandle.of(row.getLong(1)) : Optional.empty());
    }
  }

  double reader() {
    return readerNow() - readerAtStart;
  }

  double process() {
    return processNow() - processAtStart;
  }

  /** NaN where the system doesn't tell. */
  double server() {
    return serverNow() - serverAtStart;
  }

  private double readerNow() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().contains(READER))
        .mapToLong(ThreadInfo::getThreadId)
        .map(threads::getThreadCpuTime)
        .sum() / NANOS_PER_MICRO;
  }

  private double processNow() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / NANOS_PER_MICRO
        : Double.NaN;
  }

  private double serverNow() {
    return decoder.flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos).map(nanos -> nanos / NANOS_PER_MICRO).orElse(Double.NaN);
  }
}
