package io.tributary.schemas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a schema registry, from the property names of Confluent's clients; other properties are left to those they
 * belong to. A name may carry the prefix {@code schema.registry.}, as Confluent allows.
 *
 * @param urls base addresses in order of preference, without trailing slash or user
 * @param authorization value of the Authorization header, where credentials were given
 * @param tls what an https address is checked against, and this side shows; null for the JVM's own
 * @param retries further rounds over all addresses after the first one failed
 * @param retryWait wait before the first retry; it doubles up to {@code retryMaxWait}
 */
record RegistryConfig(
    List<URI> urls,
    @Nullable String authorization,
    @Nullable SSLContext tls,
    int retries,
    Duration retryWait,
    Duration retryMaxWait,
    Duration connectTimeout,
    Duration readTimeout) {
  static final String URL = "schema.registry.url";
  private static final String PREFIX = "schema.registry.";

  /** @throws ConfigException naming the property at fault */
  static RegistryConfig of(Map<String, ?> properties) {
    List<URI> given = urls(text(properties, URL, ""));
    return new RegistryConfig(
        given.stream().map(RegistryConfig::withoutUser).toList(),
        authorization(properties, given),
        RegistryTls.context(properties),
        number(properties, "max.retries", 3),
        Duration.ofMillis(number(properties, "retries.wait.ms", 200)),
        Duration.ofMillis(number(properties, "retries.max.wait.ms", 2_000)),
        Duration.ofMillis(Math.max(1, number(properties, "http.connect.timeout.ms", 2_000))),
        Duration.ofMillis(Math.max(1, number(properties, "http.read.timeout.ms", 5_000))));
  }

  /** Credentials stay out of logs. */
  @Override
  public String toString() {
    return "registry " + urls;
  }

  private static List<URI> urls(String value) {
    List<URI> urls =
        Arrays.stream(value.split(","))
            .map(String::strip)
            .filter(url -> !url.isEmpty())
            .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
            .map(RegistryConfig::url)
            .toList();
    if (urls.isEmpty()) {
      throw new ConfigException(URL, value, "at least one address of a schema registry is needed");
    }
    return urls;
  }

  private static URI url(String value) {
    try {
      URI url = URI.create(value);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: the refusal must not repeat the value, which may hold a password.
    }
    throw new ConfigException(URL + " must be addresses such as http://host:8081, separated by commas");
  }

  private static URI withoutUser(URI url) {
    String authority = url.getRawAuthority();
    return URI.create(
        url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getRawPath());
  }

  private static @Nullable String authorization(Map<String, ?> properties, List<URI> urls) {
    String bearer = text(properties, "bearer.auth.token", "");
    if (!bearer.isEmpty()) {
      return "Bearer " + bearer;
    }
    String source = text(properties, "basic.auth.credentials.source", "URL").toUpperCase(Locale.ROOT);
    String user =
        switch (source) {
          case "USER_INFO" -> text(properties, "basic.auth.user.info", "");
          case "URL" -> {
            String ofUrl = urls.getFirst().getUserInfo();
            // Confluent ignores the user info without USER_INFO as its source; that would be a silent 401.
            yield ofUrl == null ? text(properties, "basic.auth.user.info", "") : ofUrl;
          }
          default ->
              throw new ConfigException("basic.auth.credentials.source", source, "URL and USER_INFO are supported");
        };
    return user.isEmpty()
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static int number(Map<String, ?> properties, String name, int absent) {
    String value = text(properties, name, Integer.toString(absent));
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one refusal.
    }
    throw new ConfigException(name, value, "must be a whole number, 0 or more");
  }

  private static String text(Map<String, ?> properties, String name, String absent) {
    Object value = properties.get(name);
    if (value == null) {
      value = properties.get(PREFIX + name);
    }
    // Kafka's clients hand a list over where a property is declared as one.
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(String::valueOf).toList());
    }
    return value == null ? absent : value.toString().strip();
  }
}
