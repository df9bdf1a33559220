package io.tributary.queries.remote;

import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The gRPC service between processes: sealed bytes in, sealed bytes out. */
final class QueriesRpc {
  static final String SERVICE = "io.tributary.queries.Queries";
  static final String ASK_NAME = "ask";
  static final String WATCH_NAME = "watch";

  /** Larger than any page of a hundred rows; larger requests and replies are refused. */
  static final int MAX_REPLY_BYTES = 8 << 20;

  static final int MAX_REQUEST_BYTES = 64 << 10;

  /** Asks this process. */
  static final MethodDescriptor<byte[], byte[]> ASK = method(MethodType.UNARY, ASK_NAME);

  /** Follows what it has; nothing is asked. */
  static final MethodDescriptor<byte[], byte[]> WATCH = method(MethodType.SERVER_STREAMING, WATCH_NAME);

  private QueriesRpc() {}

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .setSafe(true)
        .build();
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try (stream) {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
