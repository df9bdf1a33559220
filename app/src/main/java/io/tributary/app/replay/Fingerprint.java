package io.tributary.app.replay;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a file by its content. */
final class Fingerprint {
  private Fingerprint() {}

  /** The first 16 hex digits of its SHA-256. */
  static String of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED,
          Files.exists(file) ? "Cannot read " + file + ": " + e.getMessage() : "There is no file " + file + ".", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
