package io.tributary.connectors;

import static org.awaitility.Awaitility.await;

import io.tributary.embedded.EmbeddedBroker;
import io.tributary.embedded.EmbeddedPostgres;
import io.tributary.schemas.KafkaAccess;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/** A real PostgreSQL with an outbox and a real broker with the raw topics. */
final class CaptureStage implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 4;
  private static final ReplicationSlot NO_SLOT = new ReplicationSlot("none", new Lsn(0), false, false);

  private final EmbeddedBroker broker;
  private EmbeddedPostgres postgres;

  private CaptureStage(EmbeddedPostgres postgres, EmbeddedBroker broker) {
    this.postgres = postgres;
    this.broker = broker;
  }

  static CaptureStage start() throws Exception {
    return prepare(EmbeddedPostgres.temporary());
  }

  /** With a server that can be restarted, over the given directory. */
  static CaptureStage start(Path postgresDirectory) throws Exception {
    return prepare(EmbeddedPostgres.start(postgresDirectory, 0));
  }

  private static CaptureStage prepare(EmbeddedPostgres postgres) throws Exception {
    CaptureStage stage = new CaptureStage(postgres, EmbeddedBroker.temporary());
    stage.createOutbox();
    stage.createRawTopics();
    return stage;
  }

  /** Fresh for a test: an empty outbox, no slot, no position. Rows of earlier tests stay in the raw topics. */
  CaptureConfig fresh() throws SQLException {
    execute(
        "truncate outbox",
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = 'tributary_outbox'");
    CaptureConfig config =
        CaptureConfig.of(
            postgres.host(), postgres.port(), postgres.database(), postgres.user(), postgres.password(),
            KafkaAccess.open(broker.bootstrapServers()));
    return config.withOffsetsTopic("offsets-" + UUID.randomUUID());
  }

  void stopPostgres() {
    postgres.close();
  }

  void restartPostgres(Path directory) {
    postgres = EmbeddedPostgres.start(directory, postgres.port());
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect(); Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  void insert(List<OutboxRow> rows) throws SQLException {
    execute(OutboxRow.insert(rows));
  }

  static void copy(Connection connection, List<OutboxRow> rows) throws SQLException, IOException {
    connection.unwrap(PGConnection.class).getCopyAPI()
        .copyIn(OutboxRow.copyStatement(), new StringReader(OutboxRow.copyText(rows)));
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  /** Limits the size of a record batch, in bytes. */
  static void limitMessages(Admin admin, String topic, int bytes) throws InterruptedException, ExecutionException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
    admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET)))).all().get();
    await().atMost(PATIENCE).until(
        () -> limit.value().equals(
            admin.describeConfigs(List.of(resource)).all().get().get(resource).get(limit.name()).value()));
  }

  /** Number of records ever written to a topic. */
  long endOf(Admin admin, String topic) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, PARTITIONS).boxed().collect(
            Collectors.toMap(partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
  }

  ReplicationSlot slot() throws SQLException {
    try (Connection connection = connect()) {
      return ReplicationSlot.find(connection, "tributary_outbox").orElse(NO_SLOT);
    }
  }

  Lsn endOfLog() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
      row.next();
      return Lsn.parse(row.getString(1));
    }
  }

  /** All records of a tenant in a topic, in the order of its partition. */
  List<ConsumerRecord<byte[], byte[]>> captured(String topic, UUID tenant) {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> result = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(result::add);
      }
    }
    String key = tenant.toString();
    result.removeIf(row -> !key.equals(new String(row.key(), StandardCharsets.UTF_8)));
    return result;
  }

  /** The tenant's sequence numbers in {@code outbox.credits}, as captured. */
  List<Long> sequence(UUID tenant) {
    return captured("outbox.credits", tenant).stream().map(row -> Long.valueOf(header(row, "tenant_seq"))).toList();
  }

  static String header(ConsumerRecord<byte[], byte[]> row, String name) {
    return new String(row.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void createOutbox() {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
        .locations("classpath:io/tributary/outbox/global")
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private void createRawTopics() throws InterruptedException, ExecutionException {
    try (Admin admin = admin()) {
      List<NewTopic> topics =
          CaptureTopics.all().stream()
              .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1).configs(topic.configs()))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }

  @Override
  public void close() {
    try (broker) {
      postgres.close();
    }
  }
}
