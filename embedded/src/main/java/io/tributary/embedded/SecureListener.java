package io.tributary.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * For clients that prove themselves: TLS, SCRAM-SHA-512, and rights by ACLs. The open listener is then the administrator's.
 *
 * @param keyStore PKCS #12, with a certificate for localhost
 * @param password of the store and its key
 */
public record SecureListener(int port, Path keyStore, String password) implements SecondListener {
  @Override
  public String name() {
    return "SECURE";
  }

  @Override
  public String servers() {
    return "localhost:" + port;
  }

  @Override
  public String protocol() {
    return "SASL_SSL";
  }

  @Override
  public Map<String, String> settings() {
    String prefix = "listener.name.secure.";
    return Map.of(
        "sasl.enabled.mechanisms", "SCRAM-SHA-512",
        prefix + "scram-sha-512.sasl.jaas.config", "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        prefix + "ssl.keystore.type", "PKCS12",
        prefix + "ssl.keystore.location", keyStore.toString(),
        prefix + "ssl.keystore.password", password,
        prefix + "ssl.key.password", password,
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users", "User:ANONYMOUS");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return name() + " at " + servers();
  }
}
