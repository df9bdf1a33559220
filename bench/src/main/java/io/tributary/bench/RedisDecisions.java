package io.tributary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What a team in a hurry would write instead: a Lua script over a balance and the operations' keys, with an append-only
 * file. Needs {@code redis-server} on the path (Debian: {@code redis-server}).
 */
final class RedisDecisions implements Decisions {
  private static final int CONNECTIONS = 64;
  private static final String SCRIPT =
      "if redis.call('exists', KEYS[2]) == 1 then return redis.call('get', KEYS[1]) end\n"
          + "local balance = tonumber(redis.call('get', KEYS[1]) or '0')\n"
          + "if balance < tonumber(ARGV[1]) then return -1 end\n"
          + "redis.call('set', KEYS[2], ARGV[1])\n"
          + "return redis.call('decrby', KEYS[1], ARGV[1])";

  private final String fsync;
  private final Process server;
  private final JedisPool pool;
  private final String script;

  /** @param fsync Redis' {@code appendfsync}: everysec, its default, may lose a second; always syncs before it answers */
  RedisDecisions(Path directory, String fsync) throws IOException, InterruptedException {
    this.fsync = fsync;
    int port = freePort();
    server =
        new ProcessBuilder(
                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", directory.toString(),
                "--save", "", "--appendonly", "yes", "--appendfsync", fsync)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    JedisPoolConfig config = new JedisPoolConfig();
    config.setMaxTotal(CONNECTIONS);
    config.setMaxIdle(CONNECTIONS);
    config.setMaxWait(Duration.ofMinutes(2));
    pool = new JedisPool(config, "127.0.0.1", port, 120_000);
    script = load();
  }

  private String load() throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try (Jedis redis = pool.getResource()) {
        return redis.scriptLoad(SCRIPT);
      } catch (JedisConnectionException e) {
        if (attempt == 100 || !server.isAlive()) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  @Override
  public String name() {
    return "Redis, AOF " + fsync;
  }

  @Override
  public void open(UUID tenantId) {
    try (Jedis redis = pool.getResource()) {
      redis.set("wallet:" + tenantId, "1000000000000");
    }
  }

  @Override
  public void consume(UUID tenantId, String operationId) {
    try (Jedis redis = pool.getResource()) {
      List<String> keys = List.of("wallet:" + tenantId, "operation:" + tenantId + ":" + operationId);
      if (((Number) redis.evalsha(script, keys, List.of("1"))).longValue() < 0) {
        throw new IllegalStateException("not approved");
      }
    }
  }

  @Override
  public void close() {
    pool.close();
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
