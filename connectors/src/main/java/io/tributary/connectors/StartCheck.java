package io.tributary.connectors;

import io.tributary.connectors.StartDecision.Names;
import io.tributary.connectors.StartDecision.ReadTable;
import io.tributary.connectors.StartDecision.Refuse;
import io.tributary.connectors.StartDecision.Resume;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares slot and stored position before every start, and brings both into the state that the engine needs. */
final class StartCheck {
  private static final Logger log = LoggerFactory.getLogger(StartCheck.class);

  /** PostgreSQL notices a killed reader when it next writes to it; a machine that vanished, after wal_sender_timeout. */
  private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(70);

  private static final Duration POLL = Duration.ofMillis(50);

  private final CaptureConfig config;
  private final OffsetsTopic offsets;
  private final String slotName;
  private final String publication;

  StartCheck(CaptureConfig config, Map<String, String> connector) {
    this.config = config;
    this.offsets = new OffsetsTopic(config, OffsetKeys.of(connector));
    this.slotName = connector.get("slot.name");
    this.publication = connector.get("publication.name");
  }

  /**
   * Prepares a start.
   *
   * @param closing ends the wait for another reader's slot
   * @throws CaptureException when starting would lose rows, or another capture runs
   * @throws SQLException when PostgreSQL can't be reached
   */
  void prepare(StartMode mode, CountDownLatch closing) throws SQLException, InterruptedException {
    offsets.create();
    try (Connection connection = connect()) {
      CaptureNeeds.requireLogicalDecoding(connection);
      if (!CaptureNeeds.hasPublication(connection, publication)) {
        throw new CaptureException(
            "Publication " + publication + " is missing in database " + config.database()
                + ": run the outbox's migrations first.");
      }
      Optional<ReplicationSlot> slot = released(connection, closing);
      OffsetsTopic.Contents stored = offsets.read();
      StartDecision decision =
          mode == StartMode.RECAPTURE
              ? new ReadTable()
              : StartDecision.of(
                  stored.position(),
                  stored.begun(),
                  slot,
                  endOfLog(connection),
                  new Names(slotName, config.offsetsTopic()));
      switch (decision) {
        case Resume() -> log.info("Capture resumes at {}", stored.position().orElseThrow().lsn());
        case ReadTable() -> {
          log.info("Capture reads the outbox from its first row");
          offsets.beginReading();
          if (slot.isPresent()) {
            // Only a new slot comes with a snapshot that begins exactly where the slot does.
            ReplicationSlot.drop(connection, slotName);
          }
        }
        case Refuse(String sentence) -> throw new CaptureException(sentence);
      }
    }
  }

  /** Whether the engine's reader is connected: the first reading is over, rows stream. */
  boolean streaming() throws SQLException {
    try (Connection connection = connect()) {
      return ReplicationSlot.find(connection, slotName).map(ReplicationSlot::active).orElse(false);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
  }

  private Optional<ReplicationSlot> released(Connection connection, CountDownLatch closing)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + RELEASE_TIMEOUT.toNanos();
    Optional<ReplicationSlot> slot = ReplicationSlot.find(connection, slotName);
    while (slot.isPresent() && slot.get().active()) {
      if (System.nanoTime() > deadline) {
        throw new CaptureException(
            "Replication slot " + slotName + " is in use: another capture of this database runs."
                + " Stop it first; there is one capture for a database.");
      }
      if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CaptureException("The capture was closed while it started");
      }
      slot = ReplicationSlot.find(connection, slotName);
    }
    return slot;
  }

  private static Lsn endOfLog(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select pg_current_wal_lsn()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }
}
