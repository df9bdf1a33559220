package io.tributary.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.common.EncryptedText;
import io.tributary.directory.Permission;
import io.tributary.directory.TenantStatus;
import io.tributary.outbox.NewCreditConfig;
import io.tributary.outbox.PriceScope;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import io.tributary.topologies.directory.TenantSnapshot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SyncTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();

  @AfterEach
  void heal() {
    api.names.clear();
  }

  private static TenantSnapshot.UserRow user(String id, boolean active) {
    EncryptedText sealed = new EncryptedText(id, 1, ByteBuffer.allocate(12), ByteBuffer.allocate(16));
    return new TenantSnapshot.UserRow(id, sealed, sealed, List.of("OWNER"), active);
  }

  private Reply sync() {
    api.ledger.snapshots.put(
        tenant.id(),
        new TenantSnapshot(
            new TenantSnapshot.TenantRow(
                tenant.id().toString(), "Acme", tenant.domain(), "enterprise", TenantStatus.ACTIVE),
            List.of(user("u1", true), user("u2", false)),
            List.of(
                new TenantSnapshot.RoleRow(
                    "r4", "OWNER", 4, List.of(new Permission("users", "delete", Map.of("owner", "self"))))),
            Map.of("theme", "blue")));
    api.names.putAll(Map.of("name/u1", "Jane", "email/u1", "jane@acme.com"));
    return api.http.get("/api/sync/tenant/" + tenant.id()).token(api.token(tenant, CallerRole.BASIC)).send();
  }

  @Test
  void theDocumentHasTheSeedsShape() {
    NewCreditConfig price = new NewCreditConfig("a.sync", new PriceScope(tenant.id(), null, null), 7, null, null, null);
    api.prices.learn(api.prices.create(price, WriteContext.platform()).value());
    Reply reply = sync();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    JsonNode body = reply.json();
    assertThat(body.propertyNames())
        .containsExactly("tenant", "users", "roles", "permissions", "creditConfigs", "settings");
    assertThat(body.get("tenant").propertyNames()).containsExactly("id", "name", "domain", "plan");
    assertThat(body.get("users").get(0).get("name").asString()).isEqualTo("Jane");
    assertThat(body.get("users").get(0).get("email").asString()).isEqualTo("jane@acme.com");
    assertThat(body.get("users").get(1).get("isActive").asBoolean()).isFalse();
    assertThat(body.get("roles").get(0).get("level").asInt()).isEqualTo(4);
    assertThat(body.get("permissions").get(0).get("resource").asString()).isEqualTo("users");
    assertThat(body.get("permissions").get(0).get("conditions").get("owner").asString()).isEqualTo("self");
    assertThat(body.at("/creditConfigs/0/creditAmount").asLong()).isEqualTo(7);
    assertThat(body.at("/creditConfigs/0/scope").asString()).isEqualTo("tenant");
    assertThat(body.get("settings").get("theme").asString()).isEqualTo("blue");
    assertThat(reply.header("Tributary-Position")).isNotNull();
    assertThat(reply.header("Tributary-Served-By")).isEqualTo("active");
  }

  @Test
  void anErasedPersonHasAPlaceholder() {
    JsonNode erased = sync().json().get("users").get(1);
    assertThat(erased.get("name").asString()).isEqualTo("[Deleted User]");
    assertThat(erased.get("email").asString()).isEqualTo("unknown@example.com");
  }

  @Test
  void keysOutOfReachLeaveAnotherOne() {
    api.names.put("away", "");
    JsonNode user = sync().json().get("users").get(0);
    assertThat(user.get("name").asString()).isEqualTo("[Offline]");
    assertThat(user.get("email").asString()).isEqualTo("unknown@example.com");
  }

  @Test
  void aTenantThatTheDirectoryDoesNotHaveYetMayBeAskedForAgain() {
    Tenant fresh = api.tenant();
    Reply reply = api.http.get("/api/sync/tenant/" + fresh.id()).token(api.platform()).send();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("position_not_reached");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }
}
