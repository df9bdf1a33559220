package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An open hold within its wallet's row. */
final class HoldFields {
  private HoldFields() {}

  static void write(Hold hold, RowEncoder row) {
    row.text(hold.id())
        .number(hold.uncovered())
        .time(hold.heldAt())
        .optionalTime(hold.expiresAt())
        .number(hold.burns().size());
    hold.burns().forEach(burn -> row.text(burn.grantId()).number(burn.amount()));
  }

  static Hold read(RowDecoder row) {
    String id = row.text();
    long uncovered = row.number();
    Instant heldAt = row.time();
    Instant expiresAt = row.optionalTime();
    List<Burn> burns = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      burns.add(new Burn(row.text(), row.number()));
    }
    return new Hold(id, burns, uncovered, heldAt, expiresAt);
  }
}
