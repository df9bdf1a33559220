package io.tributary.queries.remote;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * Mutual TLS between the processes of a platform. Processes are reached at addresses that come and go, so what a certificate must
 * name isn't a host but {@link #NAME}: whoever has one, signed by the platform's authority, is of the platform.
 */
public final class QueryTls {
  /** The DNS name that each process's certificate is valid for. */
  public static final String NAME = "tributary";

  private final SslContext server;
  private final SslContext client;

  private QueryTls(SslContext server, SslContext client) {
    this.server = server;
    this.client = client;
  }

  /**
   * Reads {@code tls.crt}, {@code tls.key} and {@code ca.crt} (PEM, the key in PKCS #8), as Kubernetes' TLS secrets are named.
   *
   * @throws IllegalArgumentException saying which file is missing, or that they can't be used
   */
  public static QueryTls read(Path directory) {
    File certificate = file(directory, "tls.crt");
    File key = file(directory, "tls.key");
    File authority = file(directory, "ca.crt");
    try {
      return new QueryTls(
          GrpcSslContexts.forServer(certificate, key).trustManager(authority).clientAuth(ClientAuth.REQUIRE).build(),
          GrpcSslContexts.forClient().trustManager(authority).keyManager(certificate, key).build());
    } catch (SSLException | RuntimeException e) {
      throw new IllegalArgumentException("the certificate, key and authority in " + directory + " can't be used", e);
    }
  }

  private static File file(Path directory, String name) {
    Path file = directory.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " is missing, or can't be read");
    }
    return file.toFile();
  }

  SslContext server() {
    return server;
  }

  SslContext client() {
    return client;
  }
}
