package io.tributary.api.commands;

import io.tributary.common.CommandMeta;
import io.tributary.credits.CreditOutcome;
import io.tributary.inventory.InventoryReply;
import io.tributary.schemas.Context;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.Ids;
import io.tributary.schemas.KafkaAccess;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.ProblemException;
import io.tributary.schemas.TenantKey;
import io.tributary.topologies.kernel.Callers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends commands to the deciding topology of one context and waits for their committed replies. A caller's thread waits, which is a
 * virtual one; {@link InFlight} says how many may. Thread-safe.
 */
public final class CommandGateway<A> implements AutoCloseable {
  private final Context context;
  private final Payloads payloads;
  private final Producer<byte[], byte[]> producer;
  private final PendingReplies<A> pending;
  private final ReplyListener<A> listener;
  private final Duration timeout;
  private final InFlight inFlight;
  private final CommandMeters meters;

  private CommandGateway(
      Context context,
      Payloads payloads,
      Producer<byte[], byte[]> producer,
      PendingReplies<A> pending,
      ReplyListener<A> listener,
      Duration timeout,
      int maxInFlight) {
    this.context = context;
    this.payloads = payloads;
    this.producer = producer;
    this.pending = pending;
    this.listener = listener;
    this.timeout = timeout;
    this.inFlight = new InFlight(maxInFlight);
    this.meters = new CommandMeters(context, producer);
  }

  /**
   * To the ledger. Connects in the background: until replies are read, {@link #ready()} is false and commands are refused.
   *
   * @param callers to whom those of this gateway belong; what decides in this process answers them at once
   * @param instanceId settles which partition of the replies is read
   * @param timeout how long a caller waits for the decision
   */
  public static CommandGateway<List<CreditOutcome>> credits(
      KafkaAccess kafka, Payloads payloads, Callers callers, String instanceId, Duration timeout, int maxInFlight) {
    return start(
        Context.CREDITS, new CreditReplies(), kafka, payloads, callers, instanceId, timeout, maxInFlight);
  }

  /** As {@link #credits}, to the inventory. */
  public static CommandGateway<InventoryReply> inventory(
      KafkaAccess kafka, Payloads payloads, Callers callers, String instanceId, Duration timeout, int maxInFlight) {
    return start(
        Context.INVENTORY, new InventoryReplies(), kafka, payloads, callers, instanceId, timeout, maxInFlight);
  }

  private static <A> CommandGateway<A> start(
      Context context,
      ReplyReader<A> reader,
      KafkaAccess kafka,
      Payloads payloads,
      Callers callers,
      String instanceId,
      Duration timeout,
      int maxInFlight) {
    PendingReplies<A> pending = new PendingReplies<>(callers, payloads, reader);
    ReplyListener<A> listener = ReplyListener.start(context, instanceId, kafka, pending);
    Producer<byte[], byte[]> producer = kafka.producer(
        GatewayClients.commands(context, instanceId, timeout), new ByteArraySerializer(), new ByteArraySerializer());
    return new CommandGateway<>(context, payloads, producer, pending, listener, timeout, maxInFlight);
  }

  /** Whether a command sent now could be answered. */
  public boolean ready() {
    return listener.partition() >= 0;
  }

  /** Whose commands it sends. */
  public Context context() {
    return context;
  }

  /** Commands that wait for their decision. */
  public int inFlight() {
    return inFlight.taken();
  }

  /**
   * Sends a command and waits for its decision.
   *
   * @throws ProblemException {@code TOO_MANY_REQUESTS} when too many wait already, here or of this tenant; {@code NOT_READY} when the command
   *     could not be handed to Kafka, or that is not known: the same operation may be sent again in either case;
   *     {@code PAYLOAD_TOO_LARGE} when it is larger than a command may be
   */
  public Decided<A> send(Command command) {
    return dispatch(command).await();
  }

  /**
   * Sends a command; commands of one tenant are decided in the order in which they are sent. The returned must be awaited:
   * until then it takes one of the places.
   *
   * @throws ProblemException as {@link #send}
   */
  public Dispatched<A> dispatch(Command command) {
    return dispatch(command, Duration.ZERO);
  }

  /**
   * As {@link #dispatch(Command)}, waiting for a place.
   *
   * @param patience how long; the caller's thread waits
   */
  public Dispatched<A> dispatch(Command command, Duration patience) {
    try {
      inFlight.enter(command.tenantId(), patience);
    } catch (ProblemException e) {
      meters.refused();
      throw e;
    }
    try {
      return publish(command);
    } catch (RuntimeException e) {
      inFlight.leave(command.tenantId());
      throw e;
    }
  }

  private Dispatched<A> publish(Command command) {
    int partition = listener.partition();
    if (partition < 0) {
      throw new ProblemException(ErrorCode.NOT_READY, "this instance does not read replies yet");
    }
    String id = Ids.next().toString();
    byte[] payload = encode(command.body().apply(meta(id, partition, command)));
    CompletableFuture<Supplier<Reply<A>>> reply = pending.expect(id);
    CommandSpans spans = CommandSpans.begin(context, command);
    try {
      return new Dispatched<>(context, reply, stored(command, payload, spans, reply), timeout, (end, waited) -> {
        pending.forget(id);
        inFlight.leave(command.tenantId());
        meters.ended(end, waited);
        spans.ended(end);
      });
    } catch (RuntimeException e) {
      pending.forget(id);
      spans.stored(e);
      spans.ended(CommandMeters.End.FAILED);
      throw e;
    }
  }

  private CompletableFuture<RecordMetadata> stored(
      Command command, byte[] payload, CommandSpans spans, CompletableFuture<Supplier<Reply<A>>> reply) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(context.commands(), TenantKey.bytes(command.tenantId()), payload);
    message.headers().add("traceparent", spans.traceparent().getBytes(StandardCharsets.UTF_8));
    CompletableFuture<RecordMetadata> stored = new CompletableFuture<>();
    try {
      // The callback tells all that the returned future would.
      var unused =
          producer.send(
              message,
              (metadata, failure) -> {
                spans.stored(failure);
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

  /** Lets what was sent leave, for at most a second, and stops reading replies. */
  @Override
  public void close() {
    meters.close();
    producer.close(Duration.ofSeconds(1));
    listener.close();
  }
}
