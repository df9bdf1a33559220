package io.tributary.outbox;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the prices in memory as Postgres has them: it listens first and reads everything then, so nothing falls between; each
 * change comes as a notification. What is missed while the connection is away is read with the next one. Until then the last
 * known prices serve, for {@link #MAX_STALE} at most.
 */
public final class PriceFeed implements Prices, AutoCloseable {
  /** As long as the API lets tenants in that it can't check. */
  static final Duration MAX_STALE = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(PriceFeed.class);
  private static final int HEARTBEAT_MILLIS = 2_000;
  private static final int ALIVE_SECONDS = 2;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String LISTEN = "listen tributary_credit_configs";
  private static final String LOAD = "select * from public.credit_configs where effective_to is null or effective_to > ?";
  private static final String CHANGED = "select * from public.credit_configs where id = any(?)";

  private final DataSource dataSource;
  private final Clock clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable PriceTable table;
  private volatile @Nullable Instant lost;
  private volatile @Nullable Connection connection;

  private PriceFeed(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("credit prices").unstarted(this::run);
  }

  /**
   * Starts reading in the background.
   *
   * @param dataSource gives a connection of its own, kept for as long as it lives: no pool's
   */
  public static PriceFeed start(DataSource dataSource) {
    return start(dataSource, Clock.systemUTC());
  }

  static PriceFeed start(DataSource dataSource, Clock clock) {
    PriceFeed feed = new PriceFeed(dataSource, clock);
    feed.thread.start();
    return feed;
  }

  @Override
  public Standing standing() {
    Instant since = lost;
    if (table == null) {
      return new Standing(State.LOADING, null);
    }
    return since == null ? new Standing(State.CURRENT, null) : new Standing(State.STALE, since.toString());
  }

  @Override
  public Optional<CreditConfig> find(Tenant tenant, String application, String operationCode) {
    return known().find(tenant.id(), tenant.plan(), application, operationCode, clock.instant());
  }

  @Override
  public List<CreditConfig> of(Tenant tenant) {
    return known().of(tenant.id(), tenant.plan(), clock.instant());
  }

  @Override
  public void learn(CreditConfig config) {
    PriceTable known = table;
    if (known != null) {
      known.put(config);
    }
  }

  /** Ends the connection and the thread. */
  @Override
  public void close() {
    closed.countDown();
    Connection open = connection;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("The prices' connection was gone already", e);
      }
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PriceTable known() {
    PriceTable known = table;
    Instant since = lost;
    if (known == null) {
      throw new ProblemException(ErrorCode.NOT_READY, "prices are not read yet; send creditAmount, or try again");
    }
    if (since != null && since.plus(MAX_STALE).isBefore(clock.instant())) {
      throw new ProblemException(
          ErrorCode.NOT_READY, "prices could not be read since " + since + "; send creditAmount, or try again");
    }
    return known;
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (Connection open = dataSource.getConnection()) {
        connection = open;
        follow(open);
      } catch (SQLException | RuntimeException e) {
        away(e);
      } finally {
        connection = null;
      }
      pause();
    }
  }

  private void follow(Connection open) throws SQLException {
    open.setAutoCommit(true);
    try (Statement listen = open.createStatement()) {
      listen.execute(LISTEN);
    }
    table = PriceTable.of(load(open));
    lost = null;
    PGConnection notified = open.unwrap(PGConnection.class);
    while (closed.getCount() > 0) {
      PGNotification[] told = notified.getNotifications(HEARTBEAT_MILLIS);
      if (told != null && told.length > 0) {
        changed(open, told).forEach(this::learn);
      } else if (!open.isValid(ALIVE_SECONDS)) {
        throw new SQLException("the connection is dead");
      }
    }
  }

  private List<CreditConfig> load(Connection open) throws SQLException {
    try (PreparedStatement statement = open.prepareStatement(LOAD)) {
      statement.setObject(1, Sql.timestamp(clock.instant()));
      return rows(statement);
    }
  }

  private static List<CreditConfig> changed(Connection open, PGNotification[] told) throws SQLException {
    UUID[] ids =
        Arrays.stream(told).map(PGNotification::getParameter).distinct().map(UUID::fromString).toArray(UUID[]::new);
    try (PreparedStatement statement = open.prepareStatement(CHANGED)) {
      statement.setArray(1, open.createArrayOf("uuid", ids));
      return rows(statement);
    }
  }

  private static List<CreditConfig> rows(PreparedStatement statement) throws SQLException {
    List<CreditConfig> configs = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        configs.add(ConfigRows.row(rows));
      }
    }
    return configs;
  }

  private void away(Exception failure) {
    if (closed.getCount() == 0) {
      return;
    }
    if (lost == null) {
      lost = clock.instant();
      LOG.warn("Prices can't be followed, the last known ones serve: {}", failure.toString());
    }
  }

  private void pause() {
    try {
      boolean unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown();
    }
  }
}
