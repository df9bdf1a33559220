package io.tributary.app.platform;

import io.tributary.schemas.KafkaAccess;
import java.util.Map;

/**
 * The servers that the platform stands on.
 *
 * @param kafka where it is, and how to get in
 * @param registry by Confluent's property names
 */
public record Servers(Server<Database> postgres, Server<KafkaAccess> kafka, Server<Map<String, String>> registry) {}
