package io.tributary.api.requests;

import io.tributary.outbox.Written;
import io.tributary.queries.Position;
import io.tributary.queries.PositionTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Positions as they travel over HTTP: opaque tokens in the header {@code Tributary-Position} and in bodies. */
@Component
public class Positions {
  public static final String HEADER = "Tributary-Position";

  private final PositionTokens tokens;

  Positions(PositionTokens tokens) {
    this.tokens = tokens;
  }

  /** What the caller wants to see reflected; none when it says nothing. */
  public Position read(@Nullable String header) {
    return header == null ? Position.none() : tokens.verify(header);
  }

  public String token(Position position) {
    return tokens.sign(position);
  }

  public static Position of(Written<?> written) {
    return Position.ofSql(written.context(), written.tenantId(), written.tenantSeq());
  }

  /** An answer under way, with its position in the header. */
  public ResponseEntity.BodyBuilder answer(HttpStatus status, Position position) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    return position.isNone() ? answer : answer.header(HEADER, token(position));
  }

  /** The answer to a write; a repeat that an idempotency key answered is marked. */
  public ResponseEntity.BodyBuilder written(HttpStatus status, Written<?> written) {
    ResponseEntity.BodyBuilder answer = answer(status, of(written));
    return written.replayed() ? answer.header("Idempotency-Replayed", "true") : answer;
  }
}
