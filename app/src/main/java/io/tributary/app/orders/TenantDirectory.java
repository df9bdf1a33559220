package io.tributary.app.orders;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.orders.Calls.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Finds tenants of a running instance. */
public final class TenantDirectory {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private TenantDirectory() {}

  /**
   * The tenant that a person means: by id, by domain, or by name where only one has it.
   *
   * @throws CommandFailure if none or several fit, or the instance doesn't answer
   */
  public static UUID find(Endpoint endpoint, String idOrDomainOrName) {
    try (Calls calls = new Calls(endpoint, PATIENCE)) {
      Optional<UUID> id = parse(idOrDomainOrName);
      if (id.isPresent()) {
        if (calls.get("/api/tenants/" + id.get()).isSuccess()) {
          return id.get();
        }
        throw new CommandFailure(ExitCode.FAILED, "There is no tenant with the id " + id.get() + ".");
      }
      List<JsonNode> found = list(calls, "/api/tenants?limit=200", tenant ->
          tenant.path("domain").asString("").equalsIgnoreCase(idOrDomainOrName)
              || tenant.path("name").asString("").equalsIgnoreCase(idOrDomainOrName));
      if (found.size() == 1) {
        return UUID.fromString(found.getFirst().required("id").asString());
      }
      throw new CommandFailure(ExitCode.FAILED, found.isEmpty()
          ? "There is no tenant with the domain or name \"" + idOrDomainOrName + "\"."
          : "Several tenants fit \"" + idOrDomainOrName + "\": name one by its id: "
              + String.join(", ", found.stream().map(tenant -> tenant.required("id").asString()).toList()));
    }
  }

  private static Optional<UUID> parse(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The items of a whole list, page by page, that fit. */
  static List<JsonNode> list(Calls calls, String path, Predicate<JsonNode> fits) {
    List<JsonNode> found = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = calls.get(cursor.isEmpty() ? path : path + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
      if (!page.isSuccess()) {
        throw new CommandFailure(ExitCode.FAILED,
            "The platform refused GET " + path + ": " + page.detail() + " (" + page.code() + ")");
      }
      page.body().required("items").forEach(item -> {
        if (fits.test(item)) {
          found.add(item);
        }
      });
      cursor = page.body().path("next").asString("");
    } while (!cursor.isEmpty());
    return found;
  }
}
