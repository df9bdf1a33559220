package io.tributary.schemas;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** TLS by the properties {@code schema.registry.ssl.*}. Without the prefix they are the broker's. */
final class RegistryTls {
  private static final String PREFIX = "schema.registry.ssl.";

  private RegistryTls() {}

  /**
   * Null without such properties.
   *
   * @throws ConfigException when one is unknown, or a store can't be read
   */
  static @Nullable SSLContext context(Map<String, ?> properties) {
    ConfigDef known = new ConfigDef();
    SslConfigs.addClientSslSupport(known);
    Map<String, Object> ssl = new HashMap<>();
    properties.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        String plain = "ssl." + name.substring(PREFIX.length());
        if (!known.names().contains(plain)) {
          throw new ConfigException(name + " is no property of a registry's client");
        }
        ssl.put(plain, value);
      }
    });
    if (ssl.isEmpty()) {
      return null;
    }
    DefaultSslEngineFactory factory = new DefaultSslEngineFactory();
    try {
      factory.configure(new AbstractConfig(known, ssl, false).values());
      return factory.sslContext();
    } catch (KafkaException e) {
      throw new ConfigException("The registry's TLS can't be set up: " + e.getMessage());
    } finally {
      factory.close();
    }
  }
}
