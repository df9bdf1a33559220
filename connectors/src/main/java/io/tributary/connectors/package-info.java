/**
 * Capture of the outbox table into the raw topics {@code outbox.<context>} with Debezium (design rule 3).
 *
 * <p>{@link io.tributary.connectors.OutboxCapture} runs the connector inside the process; {@code
 * outbox-connector.properties} is the connector, whoever runs it.
 */
@NullMarked
package io.tributary.connectors;

import org.jspecify.annotations.NullMarked;
