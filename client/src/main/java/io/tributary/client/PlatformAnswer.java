package io.tributary.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a call to the platform came to. */
sealed interface PlatformAnswer {
  /** It was done. */
  record Done(JsonNode body) implements PlatformAnswer {}

  /** The platform itself refused, with a code of its catalogue. */
  record Declined(int status, String code, @Nullable String detail, @Nullable Long balance) implements PlatformAnswer {}

  /**
   * Nobody knows: the request may have been carried out, or may be still.
   *
   * @param retryAfter as the platform asked; null where it did not
   */
  record Unknown(String reason, @Nullable Duration retryAfter) implements PlatformAnswer {}
}
