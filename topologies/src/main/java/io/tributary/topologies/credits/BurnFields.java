package io.tributary.topologies.credits;

import io.tributary.topologies.kernel.RowDecoder;
import io.tributary.topologies.kernel.RowEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Burns within a row. A grant's id is nearly always a UUID, which takes half of its text's bytes. */
final class BurnFields {
  private static final int UUID_LENGTH = 36;

  private BurnFields() {}

  static void write(List<Burn> burns, RowEncoder row) {
    row.number(burns.size());
    for (Burn burn : burns) {
      Optional<UUID> id = uuid(burn.grantId());
      row.flag(id.isPresent());
      id.ifPresentOrElse(row::uuid, () -> row.text(burn.grantId()));
      row.number(burn.amount());
    }
  }

  static List<Burn> read(RowDecoder row) {
    List<Burn> burns = new ArrayList<>();
    for (long i = row.number(); i > 0; i--) {
      String grantId = row.flag() ? row.uuid().toString() : row.text();
      burns.add(new Burn(grantId, row.number()));
    }
    return burns;
  }

  static void write(Spent spent, RowEncoder row) {
    write(spent.burns(), row);
    row.number(spent.uncovered()).number(spent.reversed());
  }

  static Spent readSpent(RowDecoder row) {
    return new Spent(read(row), row.number(), row.number());
  }

  /** Only what reads back as it stands. */
  private static Optional<UUID> uuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
