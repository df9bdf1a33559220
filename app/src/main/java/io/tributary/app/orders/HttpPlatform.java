package io.tributary.app.orders;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import io.tributary.app.orders.Calls.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running instance, called like any client calls it. */
public final class HttpPlatform implements Platform {
  /** The application whose wallet it works on. */
  public static final String APPLICATION = "operations";

  private final Calls calls;
  private final String source;

  /**
   * @param source names the work in idempotency keys: the same source funds a tenant once
   * @param patience how long the instance may be out of reach
   */
  public HttpPlatform(Endpoint endpoint, String source, Duration patience) {
    this.calls = new Calls(endpoint, patience);
    this.source = source;
  }

  @Override
  public String tenant(String name) {
    String domain = Domains.of(name);
    Answer answer = calls.post("/api/tenants",
        Map.of("name", name, "domain", domain, "plan", "professional", "adminEmail", "owner@" + domain), "orders-" + domain);
    if (answer.isSuccess()) {
      return answer.text("id");
    }
    if (answer.code().equals("domain_taken") || answer.code().equals("idempotency_mismatch")) {
      return find("/api/tenants?limit=200", "domain", domain, "id");
    }
    throw refused("register the tenant " + name, answer);
  }

  @Override
  public void fund(String tenantId, long credits) {
    String key = source + "-" + tenantId;
    Answer funded = calls.post("/api/credits/fund",
        Map.of("tenantId", tenantId, "entityId", tenantId, "creditAmount", credits, "reason", source), key + "-fund");
    if (!funded.isSuccess()) {
      throw refused("fund the tenant " + tenantId, funded);
    }
    Answer allocated = calls.post("/api/admin/credits/allocate/application",
        Map.of("tenantId", tenantId, "sourceEntityId", tenantId, "targetApplication", APPLICATION,
            "creditAmount", credits, "allocationPurpose", source),
        key + "-allocate");
    if (!allocated.isSuccess()) {
      throw refused("allocate the funds of the tenant " + tenantId, allocated);
    }
  }

  @Override
  public String user(String tenantId, String tenantName, String customer) {
    String email = "customer-" + customer + "@" + Domains.of(tenantName);
    String users = "/api/tenants/" + tenantId + "/users";
    Answer answer = calls.post(users,
        Map.of("name", "Customer " + customer, "email", email, "roles", List.of("BASIC")), "orders-" + email);
    if (answer.isSuccess()) {
      return answer.text("userId");
    }
    if (answer.code().equals("email_taken") || answer.code().equals("idempotency_mismatch")) {
      return find(users + "?email=" + encode(email), "email", email, "userId");
    }
    throw refused("create the user " + email, answer);
  }

  @Override
  public Verdict consume(String tenantId, @Nullable String userId, Order order) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("tenantId", tenantId);
    body.put("application", APPLICATION);
    body.put("creditAmount", order.credits());
    body.put("operationCode", order.operation().code());
    body.put("operationId", order.id());
    if (userId != null) {
      body.put("userId", userId);
    }
    Answer answer = calls.post("/api/credits/consume", body, null);
    if (answer.isSuccess()) {
      String decision = answer.text("decision");
      return decision.equals("approved")
          ? new Verdict.Approved()
          : new Verdict.Failed("unexpected_decision", "the platform decided \"" + decision + "\"");
    }
    return answer.code().equals("insufficient_credits")
        ? new Verdict.Insufficient()
        : new Verdict.Failed(answer.code(), answer.detail());
  }

  @Override
  public Wallet wallet(String tenantId) {
    Answer answer = calls.get(
        "/api/credits/wallets/" + tenantId + "/" + APPLICATION + "?tenantId=" + tenantId);
    if (answer.code().equals("wallet_not_found")) {
      return EMPTY;
    }
    if (!answer.isSuccess()) {
      throw refused("read the wallet of the tenant " + tenantId, answer);
    }
    JsonNode body = answer.body();
    return new Wallet(
        body.required("balance").asLong(), body.required("allocated").asLong(), body.required("consumed").asLong());
  }

  /** The id of the item that the platform says exists. */
  private String find(String path, String field, String value, String id) {
    return TenantDirectory.list(calls, path, item -> item.path(field).asString("").equals(value)).stream()
        .findFirst()
        .map(item -> item.required(id).asString())
        .orElseThrow(() -> new CommandFailure(
            ExitCode.FAILED, "The platform says that " + value + " exists, but does not list it."));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static CommandFailure refused(String what, Answer answer) {
    return new CommandFailure(ExitCode.FAILED,
        "The platform refused to " + what + ": " + answer.detail() + " (" + answer.code() + ")");
  }

  @Override
  public void close() {
    calls.close();
  }
}
