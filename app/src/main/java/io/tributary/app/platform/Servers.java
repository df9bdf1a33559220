package io.tributary.app.platform;

import java.util.Map;

/**
 * The servers that the platform stands on.
 *
 * @param kafka its bootstrap servers
 * @param registry by Confluent's property names
 */
public record Servers(Server<Database> postgres, Server<String> kafka, Server<Map<String, String>> registry) {}
