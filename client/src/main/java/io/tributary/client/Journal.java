package io.tributary.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries in an append-only file, each on the disk before {@link #append} returns. A line is a checksum and JSON; a last
 * line that was torn by a crash was never answered for, and is cut off.
 */
final class Journal implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SUM = 8;

  private final Path file;
  private FileChannel channel;
  private long end;
  private boolean broken;

  private Journal(Path file, FileChannel channel, long end) {
    this.file = file;
    this.channel = channel;
    this.end = end;
  }

  /** A journal with the entries that it had. */
  record Opened(Journal journal, List<Entry> entries) {}

  /** @throws IOException when it can't be read, or is damaged before its last line */
  static Opened open(Path file) throws IOException {
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    List<Entry> entries = new ArrayList<>();
    int from = 0;
    while (from < bytes.length) {
      int newline = newline(bytes, from);
      Entry entry = newline < 0 ? null : entry(new String(bytes, from, newline - from, StandardCharsets.UTF_8));
      if (entry == null && newline >= 0 && newline + 1 < bytes.length) {
        throw new IOException(file + " is damaged at byte " + from);
      } else if (entry == null) {
        break;
      }
      entries.add(entry);
      from = newline + 1;
    }
    boolean fresh = !Files.exists(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Journal journal = new Journal(file, channel, from);
    if (fresh) {
      journal.forceDirectory();
    } else if (from < bytes.length) {
      channel.truncate(from);
      channel.force(true);
    }
    return new Opened(journal, entries);
  }

  long size() {
    return end;
  }

  /** @throws IOException when it is not on the disk; then it is not in the journal either */
  void append(List<? extends Entry> entries) throws IOException {
    if (broken) {
      throw new IOException(file + " could not be mended after a failed write");
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines(entries));
    try {
      channel.position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      end += bytes.limit();
    } catch (IOException e) {
      mend(e);
      throw e;
    }
  }

  /** Replaces all entries at once: after a crash there are the old ones or the new ones. */
  void rewrite(List<? extends Entry> entries) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    byte[] bytes = lines(entries);
    try (FileChannel out = FileChannel.open(
        fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel.close();
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    end = bytes.length;
    forceDirectory();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A half-written line must not stay: what came after it would be read as damage. */
  private void mend(IOException cause) {
    try {
      channel.truncate(end);
      channel.force(true);
    } catch (IOException worse) {
      broken = true;
      cause.addSuppressed(worse);
    }
  }

  /** So that the new name outlives a power failure, where the system can do that. */
  private void forceDirectory() {
    try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    } catch (IOException unsupported) {
      // Windows opens no directories; its rename is durable enough.
    }
  }

  private static byte[] lines(List<? extends Entry> entries) {
    StringBuilder lines = new StringBuilder();
    for (Entry entry : entries) {
      String json = JSON.writerFor(Entry.class).writeValueAsString(entry);
      lines.append(sum(json)).append(' ').append(json).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Entry entry(String line) {
    if (line.length() <= SUM || !line.substring(0, SUM).equals(sum(line.substring(SUM + 1)))) {
      return null;
    }
    try {
      return JSON.readValue(line.substring(SUM + 1), Entry.class);
    } catch (JacksonException newer) {
      return null;
    }
  }

  private static String sum(String json) {
    CRC32 crc = new CRC32();
    crc.update(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static int newline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
