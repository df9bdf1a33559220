package io.tributary.embedded;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A second way into a broker, for clients that prove themselves: TLS, SCRAM-SHA-512, and rights by ACLs. The first one, open on
 * 127.0.0.1, is then its administrator's.
 *
 * @param keyStore PKCS #12, with a certificate for localhost
 * @param password of the store and its key
 */
public record SecureListener(Path keyStore, String password) {
  static final String NAME = "SECURE";

  Map<String, String> settings() {
    String prefix = "listener.name." + NAME.toLowerCase(Locale.ROOT) + ".";
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
    return NAME;
  }
}
