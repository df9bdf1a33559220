package io.tributary.app.serve;

import io.tributary.app.platform.Database;
import java.time.Duration;
import java.util.Map;

/**
 * Where the servers are that others run.
 *
 * @param registry by Confluent's property names
 * @param patience how long a start waits for each of them
 */
public record ExternalServers(
    Database database, String bootstrapServers, Map<String, String> registry, Duration patience) {}
