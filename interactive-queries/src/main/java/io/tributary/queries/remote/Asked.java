package io.tributary.queries.remote;

import io.tributary.queries.Ask;
import io.tributary.queries.Deadline;
import io.tributary.queries.PositionCodec;
import io.tributary.topologies.kernel.ViewQuery;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A question as it travels: its type by name, its components as JSON. */
final class Asked {
  /** Goes up when an older process would misunderstand a newer one. */
  static final int VERSION = 1;

  private static final String ROOT = "io.tributary.";
  private static final Pattern NAME = Pattern.compile("(?:topologies\\.[a-z]+|queries)\\.[A-Z][A-Za-z]+Query");

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Head(int version, String query, byte[] atLeast, long timeoutMillis, boolean standbyAllowed) {}

  private Asked() {}

  static byte[] write(Ask<?> ask) {
    Head head = new Head(
        VERSION, name(ask.query().getClass()), PositionCodec.encode(ask.atLeast()),
        Math.max(0, TimeUnit.NANOSECONDS.toMillis(ask.deadline().remainingNanos())), ask.standbyAllowed());
    return new Frame(WireJson.write(head), WireJson.write(ask.query())).bytes();
  }

  /** @throws WireException when this build knows no such question */
  static Ask<?> read(byte[] bytes) {
    Frame frame = Frame.read(bytes);
    Head head = WireJson.read(frame.head(), Head.class);
    if (head.version() != VERSION) {
      throw new WireException("version %d of the wire format is spoken here, not %d".formatted(VERSION, head.version()));
    }
    ViewQuery<?> query = WireJson.read(frame.body(), type(head.query()));
    return ask(query, head);
  }

  private static <R> Ask<R> ask(ViewQuery<R> query, Head head) {
    return new Ask<>(query, PositionCodec.decode(head.atLeast()),
        Deadline.in(Duration.ofMillis(head.timeoutMillis())), head.standbyAllowed());
  }

  static String name(Class<?> query) {
    return query.getName().substring(ROOT.length());
  }

  /** Only a record that is a question is looked for, and only where questions are. */
  @SuppressWarnings("rawtypes") // what it answers is the question's own business
  private static Class<? extends ViewQuery> type(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new WireException("no question has the name " + name);
    }
    try {
      Class<?> found = Class.forName(ROOT + name, false, Asked.class.getClassLoader());
      if (found.isRecord() && ViewQuery.class.isAssignableFrom(found)) {
        return found.asSubclass(ViewQuery.class);
      }
    } catch (ClassNotFoundException e) {
      throw new WireException("this version does not know the question " + name, e);
    }
    throw new WireException(name + " is no question");
  }
}
