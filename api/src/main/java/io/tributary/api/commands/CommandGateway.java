package io.tributary.api.commands;

import io.tributary.common.CommandMeta;
import io.tributary.credits.ConsumeCredits;
import io.tributary.credits.ConsumptionReply;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands to the deciding topology and waits for their committed replies. A caller's thread waits, which is a
 * virtual one; {@link InFlight} says how many may. Thread-safe.
 */
public final class CommandGateway implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommandGateway.class);
  private static final Context CONTEXT = Context.CREDITS;
  private static final String TYPE = "credits.consume";

  private final Payloads payloads;
  private final Producer<byte[], byte[]> producer;
  private final PendingReplies pending;
  private final ReplyListener listener;
  private final Duration timeout;
  private final InFlight inFlight;

  private CommandGateway(
      Payloads payloads,
      Producer<byte[], byte[]> producer,
      PendingReplies pending,
      ReplyListener listener,
      Duration timeout,
      int maxInFlight) {
    this.payloads = payloads;
    this.producer = producer;
    this.pending = pending;
    this.listener = listener;
    this.timeout = timeout;
    this.inFlight = new InFlight(maxInFlight);
  }

  /**
   * Connects in the background: until a reply partition is leased, {@link #ready()} is false and commands are refused.
   *
   * @param instanceId stable over restarts, so that a restart takes the lease up again without waiting for the old one to end
   * @param timeout how long a caller waits for the decision
   */
  public static CommandGateway start(
      String bootstrapServers, Payloads payloads, String instanceId, Duration timeout, int maxInFlight) {
    PendingReplies pending = new PendingReplies();
    ReplyListener listener =
        ReplyListener.start(GatewayClients.replies(bootstrapServers, instanceId), payloads, pending);
    Producer<byte[], byte[]> producer = new KafkaProducer<>(GatewayClients.commands(bootstrapServers, timeout));
    return new CommandGateway(payloads, producer, pending, listener, timeout, maxInFlight);
  }

  /** Whether a command sent now could be answered. */
  public boolean ready() {
    return listener.partition() >= 0;
  }

  /** Commands that wait for their decision. */
  public int inFlight() {
    return inFlight.taken();
  }

  /**
   * Sends a consumption and waits for its decision.
   *
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when too many wait already, here or of this tenant; {@code NOT_READY} when the command
   *     could not be handed to Kafka, or that is not known: the same operation may be sent again in either case
   */
  public Decided consume(Consumption consumption) {
    inFlight.enter(consumption.tenantId());
    try {
      return send(consumption);
    } finally {
      inFlight.leave(consumption.tenantId());
    }
  }

  private Decided send(Consumption consumption) {
    int partition = listener.partition();
    if (partition < 0) {
      throw new ProblemException(ErrorCode.NOT_READY, "this instance has no reply partition yet");
    }
    String id = Ids.next().toString();
    byte[] payload = encode(command(id, partition, consumption));
    CompletableFuture<ConsumptionReply> reply = pending.expect(id, partition);
    try {
      CompletableFuture<RecordMetadata> stored = publish(consumption, payload, reply);
      return await(reply, stored);
    } finally {
      pending.forget(id);
    }
  }

  private CompletableFuture<RecordMetadata> publish(
      Consumption consumption, byte[] payload, CompletableFuture<ConsumptionReply> reply) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(CONTEXT.commands(), TenantKey.bytes(consumption.tenantId()), payload);
    message.headers().add("traceparent", consumption.traceparent().getBytes(StandardCharsets.UTF_8));
    CompletableFuture<RecordMetadata> stored = new CompletableFuture<>();
    try {
      // The callback tells all that the returned future would.
      var unused =
          producer.send(
              message,
              (metadata, failure) -> {
                if (failure == null) {
                  stored.complete(metadata);
                } else {
                  reply.completeExceptionally(failure);
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      throw away(e);
    }
    return stored;
  }

  private Decided await(CompletableFuture<ConsumptionReply> reply, CompletableFuture<RecordMetadata> stored) {
    try {
      return Decided.of(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      return Decided.later(stored.getNow(null));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ReplyMovedException) {
        return Decided.later(stored.getNow(null));
      }
      throw away(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Decided.later(stored.getNow(null));
    }
  }

  private byte[] encode(ConsumeCredits command) {
    try {
      return payloads.encode(command);
    } catch (KafkaException e) {
      throw away(e);
    }
  }

  private static ConsumeCredits command(String id, int replyPartition, Consumption consumption) {
    CommandMeta meta =
        CommandMeta.newBuilder()
            .setId(id)
            .setType(TYPE)
            .setTenantId(TenantKey.of(consumption.tenantId()))
            .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .setCorrelationId(consumption.correlationId())
            .setUserId(consumption.userId())
            .setReplyPartition(replyPartition)
            .build();
    return ConsumeCredits.newBuilder()
        .setMeta(meta)
        .setEntityId(consumption.entityId())
        .setApplication(consumption.application())
        .setOperationCode(consumption.operationCode())
        .setOperationId(consumption.operationId())
        .setAmount(consumption.amount())
        .setAttributes(consumption.attributes())
        .build();
  }

  private static ProblemException away(Throwable failure) {
    log.warn("command not handed over: {}", failure.toString());
    return new ProblemException(
        ErrorCode.NOT_READY,
        "the command could not be handed over, or that is not known; send it again with the same operationId");
  }

  /** Lets what was sent leave, for at most a second, and gives the lease back. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    listener.close();
  }
}
