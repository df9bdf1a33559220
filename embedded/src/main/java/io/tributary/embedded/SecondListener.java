package io.tributary.embedded;

import java.util.Map;

/** A second way into a broker, beside the open one on 127.0.0.1. */
public sealed interface SecondListener permits EmbeddedBroker.Detour, SecureListener {
  /** Upper case. */
  String name();

  /** Where the broker listens. */
  int port();

  /** {@code host:port} where clients are told to come. */
  String servers();

  /** Kafka's name of what is spoken there. */
  String protocol();

  /** What else a broker with it is told. */
  Map<String, String> settings();
}
