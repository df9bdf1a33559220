package io.tributary.api.credits;

import io.tributary.schemas.ErrorCode;
import io.tributary.schemas.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The opaque id of an operation in links: what identifies it within its tenant. */
record OperationIds(String application, String operationCode, String operationId) {
  private static final String SEPARATOR = "\0";

  String encode() {
    String text = String.join(SEPARATOR, application, operationCode, operationId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The link to ask for the outcome; it names the tenant, since a platform token names none. */
  String link(UUID tenant) {
    return "/api/operations/" + encode() + "?tenantId=" + tenant;
  }

  /** @throws ProblemException {@code OPERATION_NOT_FOUND} for an id that was not made here */
  static OperationIds decode(String id) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
      String[] parts = text.split(SEPARATOR, -1);
      if (parts.length == 3) {
        return new OperationIds(parts[0], parts[1], parts[2]);
      }
    } catch (IllegalArgumentException notBase64) {
      // The same to the caller as an id of another shape.
    }
    throw new ProblemException(ErrorCode.OPERATION_NOT_FOUND, "no operation has this id");
  }
}
