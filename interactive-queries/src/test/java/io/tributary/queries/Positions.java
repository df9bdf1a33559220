package io.tributary.queries;

import io.tributary.schemas.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Random positions over a few names, so that their entries meet. */
final class Positions {
  private Positions() {}

  static Position random(Random random) {
    Map<Position.Input, Long> offsets = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Context context = context(random);
      String topic = random.nextBoolean() ? context.commands() : context.outbox();
      offsets.put(new Position.Input(context, topic, random.nextInt(3)), number(random));
    }
    Map<Position.Stream, Long> sequences = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      sequences.put(new Position.Stream(context(random), new UUID(0, random.nextInt(3))), number(random));
    }
    return new Position(offsets, sequences);
  }

  private static Context context(Random random) {
    return Context.values()[random.nextInt(Context.values().length)];
  }

  private static long number(Random random) {
    return random.nextLong(Long.MAX_VALUE) >> random.nextInt(60);
  }
}
