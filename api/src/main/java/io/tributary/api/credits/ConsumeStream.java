package io.tributary.api.credits;

import io.tributary.api.commands.Command;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.problems.Problem;
import io.tributary.api.problems.ReadProblems;
import io.tributary.credits.BatchOperation;
import io.tributary.credits.CreditOutcome;
import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * One stream of operations: lines are grouped as they come, several groups are in flight, and answers are written in the
 * lines' order. A caller who does not read its answers is not read from either.
 */
final class ConsumeStream {
  /** Lines of one command: fewer when no more have come, since nobody should wait for company. */
  private static final int GROUP = 500;

  /** A command must stay below what a topic takes. */
  private static final int GROUP_BYTES = 512 * 1024;

  private static final int IN_FLIGHT = 8;

  /** How long a group waits where the door is full: its sender is not read from meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final StreamGroup END = new StreamGroup();

  private final BlockingQueue<StreamGroup> flights = new ArrayBlockingQueue<>(IN_FLIGHT);
  private final AtomicReference<@Nullable IOException> broken = new AtomicReference<>();
  private final Function<BatchItem, BatchOperation> operation;
  private final CommandGateway<List<CreditOutcome>> gateway;
  private final Function<List<BatchOperation>, Command> command;
  private final ObjectReader json;
  private final JsonMapper mapper;

  /**
   * @param operation of a line
   * @param command around the operations of a group
   */
  ConsumeStream(
      CommandGateway<List<CreditOutcome>> gateway,
      JsonMapper mapper,
      Function<BatchItem, BatchOperation> operation,
      Function<List<BatchOperation>, Command> command) {
    this.operation = operation;
    this.gateway = gateway;
    this.command = command;
    this.mapper = mapper;
    this.json = mapper.readerFor(BatchItem.class);
  }

  /** Runs until the input ends and all is answered. */
  void run(InputStream input, OutputStream output) throws IOException, InterruptedException {
    Thread writer = Thread.ofVirtual().name("consume-stream-", 0).start(() -> write(output));
    try {
      read(new LineReader(input));
    } finally {
      flights.put(END);
      writer.join();
    }
    IOException failure = broken.get();
    if (failure != null) {
      throw failure;
    }
  }

  private void read(LineReader lines) throws IOException, InterruptedException {
    StreamGroup group = new StreamGroup();
    int bytes = 0;
    long index = 0;
    LineReader.Line line = lines.next();
    while (line != null && broken.get() == null) {
      if (!line.blank()) {
        take(group, index, line);
        bytes += line.bytes().length;
      }
      index++;
      if (group.size() > 0 && (group.size() >= GROUP || bytes >= GROUP_BYTES || !lines.ready())) {
        send(group);
        group = new StreamGroup();
        bytes = 0;
      }
      line = lines.next();
    }
    send(group);
  }

  private void take(StreamGroup group, long index, LineReader.Line line) {
    if (line.tooLong()) {
      group.add(
          index,
          Problem.of(ErrorCode.LINE_TOO_LONG, "a line may have at most " + LineReader.MAX_BYTES + " bytes"));
      return;
    }
    try {
      BatchItem item = json.readValue(line.bytes());
      group.add(index, operation.apply(item));
    } catch (RuntimeException invalid) {
      group.add(index, ReadProblems.of(invalid));
    }
  }

  private void send(StreamGroup group) throws InterruptedException {
    if (group.size() == 0) {
      return;
    }
    if (!group.operations().isEmpty()) {
      try {
        group.sent(gateway.dispatch(command.apply(group.operations()), PATIENCE));
      } catch (ProblemException refused) {
        group.failed(refused);
      }
    }
    flights.put(group);
  }

  /** Goes on taking when nobody listens any more, so that what was sent is let go and the reader never waits for ever. */
  private void write(OutputStream output) {
    try {
      for (StreamGroup group = flights.take(); group != END; group = flights.take()) {
        List<Object> answers = group.answers();
        if (broken.get() == null) {
          write(answers, output);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Object> answers, OutputStream output) {
    try {
      for (Object answer : answers) {
        output.write(mapper.writeValueAsBytes(answer));
        output.write('\n');
      }
      output.flush();
    } catch (IOException gone) {
      broken.set(gone);
    }
  }
}
