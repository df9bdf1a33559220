package io.tributary.schemas;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * Which of Kafka's client properties an operator may set: those that get a client in ({@code security.}, {@code ssl.}, {@code
 * sasl.}). The others are the program's own, and a transaction or a group depends on each of them being right.
 */
final class KafkaSecurity {
  private static final String PROTOCOL = CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;
  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  private KafkaSecurity() {}

  /**
   * Puts in what {@code ${provider:path:key}} stands for, by Kafka's own {@code config.providers}, so that secrets may lie in
   * files and variables of their own.
   *
   * @throws ConfigException when a provider can't be made, or has no such value
   */
  static Map<String, String> resolved(Map<String, String> properties) {
    if (!properties.containsKey(PROVIDERS)) {
      return properties;
    }
    Map<String, String> resolved = new HashMap<>();
    new AbstractConfig(new ConfigDef(), properties, false).originalsStrings().forEach((name, value) -> {
      if (!name.equals(PROVIDERS) && !name.startsWith(PROVIDERS + ".")) {
        for (String provider : properties.get(PROVIDERS).split(",")) {
          if (value.contains("${" + provider.strip() + ":")) {
            throw new ConfigException(name + " refers to a value of the provider " + provider.strip() + " that isn't there");
          }
        }
        resolved.put(name, value.strip());
      }
    });
    return resolved;
  }

  /** @throws ConfigException naming the property at fault, never its value, which may be a secret */
  static Map<String, String> checked(Map<String, String> properties) {
    for (String name : new TreeSet<>(properties.keySet())) {
      if (!AdminClientConfig.configNames().contains(name)) {
        throw new ConfigException(ours(name)
            ? name + " is the program's own: only security.*, ssl.* and sasl.* may be set"
            : name + " is no property of Kafka's clients");
      }
      if (!isSecurity(name)) {
        throw new ConfigException(name + " is the program's own: only security.*, ssl.* and sasl.* may be set");
      }
    }
    requireEffect(properties);
    return Map.copyOf(properties);
  }

  private static boolean isSecurity(String name) {
    return name.startsWith("security.") || name.startsWith("ssl.") || name.startsWith("sasl.");
  }

  private static boolean ours(String name) {
    return ProducerConfig.configNames().contains(name) || ConsumerConfig.configNames().contains(name);
  }

  /** Kafka's clients say nothing of credentials that they never send, nor of a trust store without TLS. */
  private static void requireEffect(Map<String, String> properties) {
    String protocol = properties.getOrDefault(PROTOCOL, SecurityProtocol.PLAINTEXT.name).toUpperCase(Locale.ROOT);
    if (!Set.copyOf(SecurityProtocol.names()).contains(protocol)) {
      throw new ConfigException(PROTOCOL + " must be one of " + String.join(", ", SecurityProtocol.names()));
    }
    for (String name : new TreeSet<>(properties.keySet())) {
      boolean used = name.startsWith("ssl.") ? protocol.endsWith("SSL") : !name.startsWith("sasl.") || protocol.startsWith("SASL");
      if (!used) {
        throw new ConfigException(name + " has no effect with " + PROTOCOL + "=" + protocol);
      }
    }
  }
}
