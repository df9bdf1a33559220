package io.tributary.app.serve;

/**
 * Where a process listens for HTTP.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 */
public record HttpAddress(String host, int port) {}
