package io.tributary.app.dev;

/**
 * How an instance runs; port 0 takes a free one.
 *
 * @param recapture read the whole outbox again, because the change capture's place in it was lost
 */
public record DevOptions(int httpPort, int postgresPort, int kafkaPort, int registryPort, boolean recapture) {}
