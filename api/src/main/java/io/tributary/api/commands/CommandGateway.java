package io.tributary.api.commands;

import io.tributary.common.CommandMeta;
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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Sends commands to the deciding topology and waits for their committed replies. A caller's thread waits, which is a
 * virtual one; {@link InFlight} says how many may. Thread-safe.
 */
public final class CommandGateway implements AutoCloseable {
  private static final Context CONTEXT = Context.CREDITS;

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

  /** {@link #send} of a consumption. */
  public Decided consume(Consumption consumption) {
    return send(consumption.command());
  }

  /**
   * Sends a command and waits for its decision.
   *
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when too many wait already, here or of this tenant; {@code NOT_READY} when the command
   *     could not be handed to Kafka, or that is not known: the same operation may be sent again in either case;
   *     {@code PAYLOAD_TOO_LARGE} when it is larger than a command may be
   */
  public Decided send(Command command) {
    return dispatch(command).await();
  }

  /**
   * Sends a command; commands of one tenant are decided in the order in which they are sent. The returned must be awaited:
   * until then it takes one of the places.
   *
   * @throws ProblemException as {@link #send}
   */
  public Dispatched dispatch(Command command) {
    inFlight.enter(command.tenantId());
    try {
      return publish(command);
    } catch (RuntimeException e) {
      inFlight.leave(command.tenantId());
      throw e;
    }
  }

  private Dispatched publish(Command command) {
    int partition = listener.partition();
    if (partition < 0) {
      throw new ProblemException(ErrorCode.NOT_READY, "this instance has no reply partition yet");
    }
    String id = Ids.next().toString();
    byte[] payload = encode(command.body().apply(meta(id, partition, command)));
    CompletableFuture<Reply> reply = pending.expect(id, partition);
    try {
      return new Dispatched(reply, stored(command, payload, reply), timeout, () -> {
        pending.forget(id);
        inFlight.leave(command.tenantId());
      });
    } catch (RuntimeException e) {
      pending.forget(id);
      throw e;
    }
  }

  private CompletableFuture<RecordMetadata> stored(Command command, byte[] payload, CompletableFuture<Reply> reply) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(CONTEXT.commands(), TenantKey.bytes(command.tenantId()), payload);
    message.headers().add("traceparent", command.traceparent().getBytes(StandardCharsets.UTF_8));
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
      throw Dispatched.away(e);
    }
    return stored;
  }

  private byte[] encode(SpecificRecord command) {
    try {
      return payloads.encode(command);
    } catch (KafkaException e) {
      throw Dispatched.away(e);
    }
  }

  private static CommandMeta meta(String id, int replyPartition, Command command) {
    return CommandMeta.newBuilder()
        .setId(id)
        .setType(command.type())
        .setTenantId(TenantKey.of(command.tenantId()))
        .setTimestamp(Instant.now().truncatedTo(ChronoUnit.MILLIS))
        .setCorrelationId(command.correlationId())
        .setUserId(command.userId())
        .setReplyPartition(replyPartition)
        .build();
  }

  /** Lets what was sent leave, for at most a second, and gives the lease back. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    listener.close();
  }
}
