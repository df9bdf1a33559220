package io.tributary.api.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsersTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();
  private final String path = "/api/tenants/" + tenant.id() + "/users";
  private final String owner = api.token(tenant, CallerRole.OWNER);
  private final String manager = api.token(tenant, CallerRole.MANAGER);

  private Reply create(String token, String email, String roles) {
    return api.http
        .post(path)
        .token(token)
        .json("{'name':'Jane','email':'" + email + "','roles':[" + roles + "]}")
        .send();
  }

  @Test
  void aUserIsCreatedShownFoundChangedAndDeactivated() {
    Reply created = create(owner, "jane@example.com", "");
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    String id = created.json().get("userId").asString();
    assertThat(created.header("Location")).isEqualTo(path + "/" + id);
    assertThat(created.header("Tributary-Position")).isNotNull();
    assertThat(created.json().get("tenantId").asString()).isEqualTo(tenant.id().toString());
    assertThat(api.http.get(path + "/" + id).token(owner).send().json()).isEqualTo(created.json());
    Reply found = api.http.get(path + "?email=jane%40example.com").token(owner).send();
    assertThat(found.json().get("items").get(0).get("userId").asString()).isEqualTo(id);
    assertThat(found.json().get("next").isNull()).isTrue();

    Reply changed = api.http.call("PATCH", path + "/" + id).token(owner).json("{'name':'Janet'}").send();
    assertThat(changed.json().get("name").asString()).isEqualTo("Janet");
    assertThat(changed.json().get("email").asString()).isEqualTo("jane@example.com");

    Reply gone = api.http.call("DELETE", path + "/" + id).token(owner).send();
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.text()).isEmpty();
    assertThat(gone.header("Tributary-Position")).isNotNull();
    assertThat(api.http.get(path + "/" + id).token(owner).send().json().get("isActive").asBoolean()).isFalse();
  }

  @Test
  void anAddressBelongsToOneUser() {
    create(owner, "one@example.com", "");
    Reply taken = create(owner, "one@example.com", "");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("email_taken");
  }

  @Test
  void nobodyGrantsOrChangesARoleAboveTheirOwn() {
    assertThat(create(manager, "boss@example.com", "'OWNER'").code()).isEqualTo("forbidden");
    String boss = create(owner, "boss@example.com", "'OWNER'").json().get("userId").asString();
    assertThat(api.http.call("PATCH", path + "/" + boss).token(manager).json("{'isActive':false}").send().code())
        .isEqualTo("forbidden");
    assertThat(api.http.call("DELETE", path + "/" + boss).token(manager).send().code()).isEqualTo("forbidden");
    String peer = create(manager, "peer@example.com", "'MANAGER'").json().get("userId").asString();
    assertThat(
            api.http.call("PATCH", path + "/" + peer).token(manager).json("{'roles':['OWNER']}").send().code())
        .isEqualTo("forbidden");
    assertThat(api.http.call("DELETE", path + "/" + peer).token(manager).send().status()).isEqualTo(204);
  }

  @Test
  void anUnknownUserIsNotFound() {
    for (String id : new String[] {UUID.randomUUID().toString(), "nonsense"}) {
      Reply reply = api.http.get(path + "/" + id).token(owner).send();
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("user_not_found");
    }
  }
}
