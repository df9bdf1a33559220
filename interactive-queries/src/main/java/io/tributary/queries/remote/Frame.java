package io.tributary.queries.remote;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A message in two parts, each JSON: what it is, and its content, which is read once the first says as what. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(byte[] head, byte[] body) {
  byte[] bytes() {
    return ByteBuffer.allocate(Integer.BYTES + head.length + body.length)
        .putInt(head.length).put(head).put(body).array();
  }

  /** @throws WireException when it is cut short */
  static Frame read(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        throw new WireException("a message is cut short");
      }
      byte[] head = new byte[length];
      in.get(head);
      byte[] body = new byte[in.remaining()];
      in.get(body);
      return new Frame(head, body);
    } catch (BufferUnderflowException e) {
      throw new WireException("a message is cut short", e);
    }
  }
}
