package io.tributary.app.fleet;

import io.tributary.app.platform.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the processes of a fleet have in common.
 *
 * @param root below it each has its stores and its log
 * @param secrets where the keys are
 */
public record Surroundings(
    Path root,
    Path secrets,
    Database database,
    String bootstrapServers,
    String registryUrl,
    int partitions,
    Tuning tuning) {
  /** Of a fleet of many. */
  public Surroundings(
      Path root, Path secrets, Database database, String bootstrapServers, String registryUrl, int partitions) {
    this(root, secrets, database, bootstrapServers, registryUrl, partitions, Tuning.MANY);
  }

  Path log(Member member) {
    return root.resolve("logs").resolve(member.name() + ".log");
  }

  /** Where a member's stores are, if it has some. */
  public Path states(Member member) {
    return root.resolve("streams").resolve(member.name());
  }

  Map<String, String> environment(Member member, List<Member> fleet) {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRIBUTARY_KAFKA_BOOTSTRAP", bootstrapServers);
    environment.put("TRIBUTARY_POSTGRES_URL", database.jdbcUrl());
    environment.put("TRIBUTARY_POSTGRES_USER", database.user());
    environment.put("TRIBUTARY_POSTGRES_PASSWORD", database.password());
    environment.put("TRIBUTARY_REGISTRY_URL", registryUrl);
    environment.put("TRIBUTARY_SECRETS_DIR", secrets.toString());
    environment.put("TRIBUTARY_STATE_DIR", states(member).toString());
    environment.put("TRIBUTARY_INSTANCE_ID", member.name());
    environment.put("TRIBUTARY_ADVERTISED_HOST", "127.0.0.1");
    environment.put("TRIBUTARY_HTTP_HOST", "127.0.0.1");
    environment.put("TRIBUTARY_HTTP_PORT", Integer.toString(member.httpPort()));
    environment.put("TRIBUTARY_QUERY_PORT", Integer.toString(member.queryPort()));
    environment.put("TRIBUTARY_PARTITIONS", Integer.toString(partitions));
    environment.put("TRIBUTARY_WAIT", "5m");
    environment.put("TRIBUTARY_WORKERS", fleet.stream()
        .filter(other -> other.kind() == Member.Kind.WORKER)
        .map(worker -> "127.0.0.1:" + worker.queryPort())
        .collect(Collectors.joining(",")));
    return environment;
  }
}
