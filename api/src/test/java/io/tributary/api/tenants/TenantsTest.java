package io.tributary.api.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import io.tributary.schemas.Context;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TenantsTest {
  private final Api api = Api.shared();

  private Reply register(String domain) {
    return api.http
        .post("/api/tenants")
        .token(api.platform())
        .header("Idempotency-Key", "reg-1")
        .header("X-Correlation-Id", "corr-9")
        .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .json("{'name':'Acme','domain':'" + domain + "','plan':'starter','adminEmail':'jane@acme.com'}")
        .send();
  }

  @Test
  void registrationAnswersWithTheTenantItsPlaceAndItsPosition() {
    String domain = "new-" + System.nanoTime() + ".example.com";
    Reply reply = register(domain);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    String id = reply.json().get("id").asString();
    assertThat(reply.header("Location")).isEqualTo("/api/tenants/" + id);
    assertThat(reply.json().get("status").asString()).isEqualTo("ACTIVE");
    assertThat(reply.json().get("createdAt").asString()).isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(reply.json().has("schemaName")).isFalse();
    assertThat(reply.header("X-Correlation-Id")).isEqualTo("corr-9");
    var position = api.positions.verify(Objects.requireNonNull(reply.header("Tributary-Position")));
    assertThat(position.sequences().keySet()).allMatch(stream -> stream.context() == Context.DIRECTORY);
    var context = Objects.requireNonNull(api.tenants.lastContext.get());
    assertThat(context.idempotencyKey()).isEqualTo("reg-1");
    assertThat(context.correlationId()).isEqualTo("corr-9");
    assertThat(context.traceparent()).contains("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(context.userId()).isNull();

    assertThat(api.http.get("/api/tenants/" + id).token(api.platform()).send().json()).isEqualTo(reply.json());
    Reply taken = register(domain);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("domain_taken");
  }

  @Test
  void aListIsReadInPartsByItsCursor() {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(api.tenant().id().toString());
    }
    Set<String> seen = new HashSet<>();
    String cursor = "";
    do {
      JsonNode part = api.http.get("/api/tenants?limit=2" + cursor).token(api.platform()).send().json();
      assertThat(part.get("items").size()).isBetween(1, 2);
      part.get("items").forEach(item -> assertThat(seen.add(item.get("id").asString())).isTrue());
      assertThat(part.has("next")).isTrue();
      cursor = part.get("next").isNull() ? "" : "&cursor=" + part.get("next").asString();
    } while (!cursor.isEmpty());
    assertThat(seen).containsAll(made);
  }

  @Test
  void aLimitMustBeFrom1To200() {
    for (String limit : new String[] {"0", "-1", "201", "x", "99999999999", ""}) {
      Reply reply = api.http.get("/api/tenants?limit=" + limit).token(api.platform()).send();
      assertThat(reply.code()).as(limit).isEqualTo("invalid_field");
      assertThat(reply.field()).isEqualTo("limit");
    }
  }

  @Test
  void aCursorHoldsForItsOwnListOnly() {
    api.tenant();
    Tenant tenant = api.tenant();
    String cursor =
        api.http.get("/api/tenants?limit=1").token(api.platform()).send().json().get("next").asString();
    String[] wrong = {
      "/api/tenants/" + tenant.id() + "/users?cursor=" + cursor,
      "/api/credits/wallets?tenantId=" + tenant.id() + "&cursor=" + cursor,
      "/api/tenants?cursor=" + cursor.substring(0, cursor.length() - 3) + "AAA",
      "/api/tenants?cursor=nonsense!",
      "/api/tenants?cursor=",
    };
    for (String path : wrong) {
      Reply reply = api.http.get(path).token(api.platform()).send();
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.code()).isEqualTo("invalid_cursor");
    }
  }

  @Test
  void aLifeCycleGoesItsWayAndNoOther() {
    String path = "/api/tenants/" + api.tenant().id();
    Reply suspended = api.http.post(path + "/suspend").token(api.platform()).json("{'reason':'unpaid'}").send();
    assertThat(suspended.json().get("status").asString()).isEqualTo("SUSPENDED");
    assertThat(suspended.header("Tributary-Position")).isNotNull();
    assertThat(api.http.post(path + "/archive").token(api.platform()).send().json().get("status").asString())
        .isEqualTo("ARCHIVED");
    Reply refused = api.http.post(path + "/reactivate").token(api.platform()).send();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("invalid_transition");
    assertThat(api.http.post(path + "/suspend").token(api.platform()).json("{'why':1}").send().code())
        .isEqualTo("unknown_field");
  }

  @Test
  void anIdempotencyKeyHasItsRuleToo() {
    Reply reply =
        api.http.post("/api/tenants").token(api.platform()).header("Idempotency-Key", "x".repeat(201)).json("{}").send();
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.field()).isEqualTo("Idempotency-Key");
  }
}
