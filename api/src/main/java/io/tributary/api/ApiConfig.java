package io.tributary.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How this instance of the API runs.
 *
 * @param host address to listen on
 * @param port HTTP port; 0 takes a free one
 * @param baseDomain domain whose subdomains name tenants, such as {@code yourapp.com}; without it a request's host names
 *     a tenant only when it is exactly a tenant's domain
 * @param instanceId names this instance among all; numbered ids ({@code api-0}) spread best over the partitions of replies
 * @param version shown by {@code /health}
 * @param replyTimeout how long a command's caller waits for the decision before it gets 202
 * @param maxInFlight commands of this instance that may wait for a decision at a time, half of them of one tenant;
 *     more get 429
 * @param closeTimeout how long {@link ApiServer#close()} waits for requests under way
 */
public record ApiConfig(
    String host,
    int port,
    @Nullable String baseDomain,
    String instanceId,
    String version,
    Duration replyTimeout,
    int maxInFlight,
    Duration closeTimeout) {

  /** 5 s for a decision, 4096 commands in flight, 3 s to close. */
  public static ApiConfig of(String host, int port, @Nullable String baseDomain, String instanceId, String version) {
    return new ApiConfig(
        host, port, baseDomain, instanceId, version, Duration.ofSeconds(5), 4096, Duration.ofSeconds(3));
  }

  /** One machine, one instance: loopback only. */
  public static ApiConfig local(int port, String version) {
    return of("127.0.0.1", port, null, "dev-0", version);
  }
}
