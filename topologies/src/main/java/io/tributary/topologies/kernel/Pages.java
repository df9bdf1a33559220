package io.tributary.topologies.kernel;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Reads lists in pages: one seek, then only the rows of the page. */
public final class Pages {
  public static final int READ_AT_MOST = 10_000;

  private Pages() {}

  /**
   * @param prefix the beginning of all keys of the list
   * @param after the {@code next} of the page before, or null for the first page; whatever it holds, it can't leave the list
   * @param limit most items, at least 1
   * @throws ProblemException {@code INVALID_CURSOR}
   */
  public static <T> Page<T> read(
      RowReader rows, Bytes prefix, @Nullable String after, int limit, Function<RowReader.Row, T> item) {
    return filter(rows, prefix, after, limit, row -> Optional.of(item.apply(row)));
  }

  /**
   * As {@link #read}, of the rows that {@code item} makes something of. At most {@link #READ_AT_MOST} rows are read: where few
   * are wanted, a page may have fewer items than its limit, or none, and still a {@code next}.
   */
  public static <T> Page<T> filter(
      RowReader rows, Bytes prefix, @Nullable String after, int limit, Function<RowReader.Row, Optional<T>> item) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
    Bytes from = after == null ? prefix : KeyCodec.after(join(prefix, decode(after)));
    return rows.scan(from, KeyCodec.endOf(prefix), false, found -> {
      List<T> items = new ArrayList<>();
      byte[] last = prefix.get();
      for (int read = 0; read < READ_AT_MOST && items.size() < limit && found.hasNext(); read++) {
        RowReader.Row row = found.next();
        last = row.key().get();
        item.apply(row).ifPresent(items::add);
      }
      return new Page<>(items, found.hasNext() ? encode(last, prefix.get().length) : null);
    });
  }

  private static String encode(byte[] key, int prefix) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(key, prefix, key.length));
  }

  private static byte[] decode(String after) {
    try {
      return Base64.getUrlDecoder().decode(after);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ErrorCode.INVALID_CURSOR, "cursor", "cursor is not one of this list");
    }
  }

  private static Bytes join(Bytes prefix, byte[] tail) {
    byte[] key = Arrays.copyOf(prefix.get(), prefix.get().length + tail.length);
    System.arraycopy(tail, 0, key, prefix.get().length, tail.length);
    return Bytes.wrap(key);
  }
}
