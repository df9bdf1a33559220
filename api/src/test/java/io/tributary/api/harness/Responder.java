package io.tributary.api.harness;

import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.credits.CreditOutcome;
import io.tributary.credits.CreditRefusal;
import io.tributary.credits.Decision;
import io.tributary.credits.RefusalCode;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.credits.WalletView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plays the ledger over Kafka: reads commands, decides them in memory, replies within transactions. */
public final class Responder implements AutoCloseable {
  private final Payloads payloads;
  private final MemoryLedger ledger;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<List<String>, ConsumptionReply> decided = new HashMap<>();
  private final Thread thread;

  /** The commands as they came. */
  public final List<ConsumerRecord<byte[], byte[]>> received = new CopyOnWriteArrayList<>();

  /** While true commands are decided but nobody is told. */
  public volatile boolean silent;

  public Responder(String bootstrapServers, Payloads payloads, MemoryLedger ledger) {
    this.payloads = payloads;
    this.ledger = ledger;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "responder",
                "auto.offset.reset", "earliest",
                "key.deserializer", ByteArrayDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class));
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "transactional.id", "responder",
                "key.serializer", ByteArraySerializer.class,
                "value.serializer", ByteArraySerializer.class));
    thread = new Thread(this::run, "responder");
    thread.start();
  }

  private void run() {
    producer.initTransactions();
    consumer.subscribe(List.of("credits.commands"));
    try {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
          received.add(message);
          ConsumptionReply reply = decide((ConsumeCredits) payloads.decode(message.value()), message);
          if (!silent) {
            reply(reply);
          }
        }
      }
    } catch (WakeupException stop) {
      consumer.close();
      producer.close();
    }
  }

  /** Writes a reply that will be aborted, then the real one: a committed reader sees only the latter. */
  private void reply(ConsumptionReply reply) {
    producer.beginTransaction();
    var unusedAborted = producer.send(message(ConsumptionReply.newBuilder(reply).setBalance(-1L).build()));
    producer.flush();
    producer.abortTransaction();
    producer.beginTransaction();
    var unused = producer.send(message(reply));
    producer.commitTransaction();
  }

  private ProducerRecord<byte[], byte[]> message(ConsumptionReply reply) {
    return new ProducerRecord<>(
        "credits.replies",
        reply.getReplyPartition(),
        reply.getTenantId().getBytes(StandardCharsets.UTF_8),
        payloads.encode(reply));
  }

  private ConsumptionReply decide(ConsumeCredits command, ConsumerRecord<byte[], byte[]> at) {
    UUID tenant = TenantKey.parse(new String(at.key(), StandardCharsets.UTF_8));
    Optional<ConsumptionReply> known =
        Optional.ofNullable(decided.get(identity(tenant, command)));
    if (known.isPresent()) {
      boolean priced = command.getPriced() && known.get().getPriceId() != null;
      boolean same = priced || !command.getPriced() && known.get().getAmount() == command.getAmount();
      return ConsumptionReply.newBuilder(known.get())
          .setCommandId(command.getMeta().getId())
          .setReplyPartition(command.getMeta().getReplyPartition())
          .setInputOffset(at.offset())
          .setReplayed(same)
          .setDecision(same ? known.get().getDecision() : Decision.REFUSED)
          .setCode(same ? known.get().getCode() : RefusalCode.OPERATION_MISMATCH)
          .setField(same ? null : "amount")
          .build();
    }
    Optional<WalletView> wallet = ledger.wallet(tenant, command.getEntityId(), command.getApplication());
    RefusalCode refusal = refusal(command, wallet);
    Optional<WalletView> after =
        refusal == null
            ? Optional.of(ledger.move(tenant, command.getEntityId(), command.getApplication(), -command.getAmount()))
            : wallet;
    ConsumptionReply reply =
        ConsumptionReply.newBuilder()
            .setCommandId(command.getMeta().getId())
            .setTenantId(tenant.toString())
            .setReplyPartition(command.getMeta().getReplyPartition())
            .setInputPartition(at.partition())
            .setInputOffset(at.offset())
            .setDecision(refusal == null ? Decision.APPROVED : Decision.REFUSED)
            .setCode(refusal)
            .setReplayed(false)
            .setEntityId(command.getEntityId())
            .setApplication(command.getApplication())
            .setOperationCode(command.getOperationCode())
            .setOperationId(command.getOperationId())
            .setAmount(command.getAmount())
            .setPriceId(command.getPriceId())
            .setBalance(after.map(WalletView::balance).orElse(null))
            .setAllocated(after.map(WalletView::allocated).orElse(null))
            .setConsumed(after.map(WalletView::consumed).orElse(null))
            .setEventId("event-" + at.offset())
            .setDecidedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    decided.put(identity(tenant, command), reply);
    ledger.remember(tenant, outcome(reply));
    return reply;
  }

  private static List<String> identity(UUID tenant, ConsumeCredits command) {
    return List.of(
        tenant.toString(), command.getApplication(), command.getOperationCode(), command.getOperationId());
  }

  private static CreditOutcome outcome(ConsumptionReply reply) {
    return CreditOutcome.newBuilder()
        .setDecision(reply.getDecision())
        .setCode(reply.getCode() == null ? null : CreditRefusal.valueOf(reply.getCode().name()))
        .setEntityId(reply.getEntityId())
        .setApplication(reply.getApplication())
        .setOperationCode(reply.getOperationCode())
        .setOperationId(reply.getOperationId())
        .setAmount(reply.getAmount())
        .setBalance(reply.getBalance())
        .setAllocated(reply.getAllocated())
        .setConsumed(reply.getConsumed())
        .setEventId(reply.getEventId())
        .setDecidedAt(reply.getDecidedAt())
        .build();
  }

  private static @Nullable RefusalCode refusal(ConsumeCredits command, Optional<WalletView> wallet) {
    if (command.getAmount() < 1) {
      return RefusalCode.AMOUNT_OUT_OF_RANGE;
    }
    if (command.getOperationCode().equals("tests.suspended")) {
      return RefusalCode.TENANT_NOT_ACTIVE;
    }
    if (wallet.isEmpty()) {
      return RefusalCode.WALLET_NOT_FOUND;
    }
    return wallet.get().balance() < command.getAmount() ? RefusalCode.INSUFFICIENT_CREDITS : null;
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
