package io.tributary.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.NewUser;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.TenantStatus;
import io.tributary.outbox.WriteContext;
import io.tributary.schemas.Ids;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** SPEC A3: header, subdomain, query, path and body agree with the token, and only ACTIVE tenants are served. */
class TenantAgreementTest {
  private final Api api = Api.shared();
  private final Tenant own = api.tenant();
  private final Tenant other = api.tenant();
  private final String token = api.token(own, CallerRole.OWNER);

  private Reply wallets(String query, String header) {
    var call = api.http.get("/api/credits/wallets" + query).token(token);
    return (header.isEmpty() ? call : call.header("X-Tenant-Domain", header)).send();
  }

  @Test
  void theOwnTenantMayBeNamedInEveryWay() {
    assertThat(wallets("", "").status()).isEqualTo(200);
    assertThat(wallets("?tenantId=" + own.id() + "&tenant=" + own.domain(), own.domain()).status()).isEqualTo(200);
    assertThat(wallets("", own.domain().toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
  }

  @Test
  void anyOtherTenantIsAMismatchWhetherItExistsOrNot() {
    assertMismatch(wallets("", other.domain()), "X-Tenant-Domain");
    assertMismatch(wallets("", "nobody.example.com"), "X-Tenant-Domain");
    assertMismatch(wallets("?tenant=" + other.domain(), ""), "tenant");
    assertMismatch(wallets("?tenantId=" + other.id(), ""), "tenantId");
    assertMismatch(wallets("?tenantId=" + Ids.next(), ""), "tenantId");
    assertMismatch(api.http.get("/api/tenants/" + other.id()).token(token).send(), "tenantId");
    assertMismatch(api.http.get("/api/tenants/nonsense/users").token(token).send(), "tenantId");
    Reply body =
        api.http
            .post("/api/credits/consume")
            .token(token)
            .json("{'tenantId':'" + other.id() + "'}")
            .send();
    assertMismatch(body, "tenantId");
  }

  @Test
  void theHostsSubdomainNamesATenant() throws IOException {
    assertThat(withHost(own.domain())).startsWith("HTTP/1.1 200");
    assertThat(withHost(other.domain())).startsWith("HTTP/1.1 403").contains("tenant_mismatch");
    assertThat(withHost("nobody.example.com")).startsWith("HTTP/1.1 403").contains("tenant_mismatch");
    assertThat(withHost("api.somewhere.net")).startsWith("HTTP/1.1 200");
  }

  @Test
  void thePlatformNamesATenantByDomainToo() {
    Reply reply =
        api.http.get("/api/credits/wallets").token(api.platform()).header("X-Tenant-Domain", own.domain()).send();
    assertThat(reply.status()).isEqualTo(200);
    Reply unknown =
        api.http.get("/api/credits/wallets").token(api.platform()).header("X-Tenant-Domain", "no.example.com").send();
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("tenant_not_found");
    Reply disagreeing =
        api.http
            .get("/api/credits/wallets?tenantId=" + other.id())
            .token(api.platform())
            .header("X-Tenant-Domain", own.domain())
            .send();
    assertMismatch(disagreeing, "tenantId");
    assertThat(api.http.get("/api/credits/wallets?tenantId=" + Ids.next()).token(api.platform()).send().code())
        .isEqualTo("tenant_not_found");
  }

  @Test
  void aResourceOfAnotherTenantIsNotFound() {
    String user =
        api.users
            .create(other.id(), new NewUser("U", "u@example.com", List.of()), WriteContext.platform())
            .value()
            .id()
            .toString();
    Reply reply = api.http.get("/api/tenants/" + own.id() + "/users/" + user).token(token).send();
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("user_not_found");
  }

  @Test
  void onlyActiveTenantsAreServed() {
    assertThat(wallets("", "").status()).isEqualTo(200);
    Reply suspended =
        api.http.post("/api/tenants/" + own.id() + "/suspend").token(api.platform()).send();
    assertThat(suspended.json().get("status").asString()).isEqualTo(TenantStatus.SUSPENDED.name());
    Reply refused = wallets("", "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("tenant_not_active");
    assertThat(refused.json().get("tenantStatus").asString()).isEqualTo("SUSPENDED");
    String fund = "{'tenantId':'" + own.id() + "','creditAmount':1}";
    assertThat(api.http.post("/api/credits/fund").token(api.platform()).json(fund).send().code())
        .isEqualTo("tenant_not_active");
    assertThat(api.http.get("/api/tenants/" + own.id()).token(api.platform()).send().status()).isEqualTo(200);
    api.http.post("/api/tenants/" + own.id() + "/reactivate").token(api.platform()).send();
    assertThat(wallets("", "").status()).isEqualTo(200);
  }

  @Test
  void aKnownTenantIsServedWhileTheDatabaseIsAway() throws InterruptedException {
    assertThat(wallets("", "").status()).isEqualTo(200);
    api.tenants.away.set(new DataAccessResourceFailureException("away"));
    try {
      Thread.sleep(KnownTenants.FRESH.toMillis() + 50);
      assertThat(wallets("", "").status()).isEqualTo(200);
    } finally {
      api.tenants.away.set(null);
    }
  }

  private static void assertMismatch(Reply reply, String field) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("tenant_mismatch");
    assertThat(reply.field()).isEqualTo(field);
  }

  private String withHost(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.http.port())) {
      String request =
          "GET /api/credits/wallets HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + token
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
