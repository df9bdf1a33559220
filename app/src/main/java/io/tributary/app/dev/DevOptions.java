package io.tributary.app.dev;

/** Ports of an instance; 0 takes a free one. */
public record DevOptions(int httpPort, int postgresPort, int kafkaPort, int registryPort) {}
