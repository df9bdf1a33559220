package io.tributary.topologies.kernel;

import io.tributary.schemas.Context;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records that can't be handled to {@code <context>.dead-letters}: key, value and headers as they came, and the
 * headers that Kafka Streams itself would add (KIP-1034). Streams' own handlers are not used for this, since what they
 * skip would leave no watermark.
 */
final class DeadLetters {
  static final String EXCEPTION = "__streams.errors.exception";
  static final String MESSAGE = "__streams.errors.message";
  static final String STACKTRACE = "__streams.errors.stacktrace";
  static final String TOPIC = "__streams.errors.topic";
  static final String PARTITION = "__streams.errors.partition";
  static final String OFFSET = "__streams.errors.offset";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final int MAX_TEXT = 16_384;

  private final Context context;

  DeadLetters(Context context) {
    this.context = context;
  }

  /** True when the handler did its work; false when all its work was discarded and the record became a dead letter. */
  boolean attempt(RecordHandler handler, Received received, Work work) {
    try {
      handler.handle(received, work);
      return true;
    } catch (RuntimeException fault) {
      if (Faults.recordIsBlameless(fault)) {
        throw fault;
      }
      LOG.warn(
          "{}: {}-{} offset {} goes to {}: {}",
          context.id(), received.topic(), received.partition(), received.offset(), context.deadLetters(), fault.toString());
      work.discard();
      work.emit(letter(received, fault));
      return false;
    }
  }

  private static Emission letter(Received received, RuntimeException fault) {
    Headers headers = new RecordHeaders(received.headers().toArray());
    add(headers, EXCEPTION, fault.getClass().getName());
    add(headers, MESSAGE, Objects.toString(fault.getMessage(), ""));
    add(headers, STACKTRACE, stackTrace(fault));
    add(headers, TOPIC, received.topic());
    add(headers, PARTITION, Integer.toString(received.partition()));
    add(headers, OFFSET, Long.toString(received.offset()));
    return Emission.deadLetter(received.key(), received.value(), received.time(), headers);
  }

  private static void add(Headers headers, String name, String text) {
    String bounded = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    // A redriven record that fails again tells of its last failure only.
    headers.remove(name).add(name, bounded.getBytes(StandardCharsets.UTF_8));
  }

  private static String stackTrace(RuntimeException fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
