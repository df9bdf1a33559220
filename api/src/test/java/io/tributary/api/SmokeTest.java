package io.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import org.junit.jupiter.api.Test;

class SmokeTest {
  private final Api api = Api.shared();

  @Test
  void all() {
    Tenant tenant = api.tenant();
    try { java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/cp.txt"), System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))); } catch (Exception e) { throw new RuntimeException(e); }
    for (String path : new String[] {"/health", "/health/live", "/health/ready", "/metrics", "/openapi.json", "/openapi.yaml", "/docs", "/nothing", "/api/nothing", "/api/tenants", "/problems", "/problems/not_found"}) {
      Reply reply = api.http.get(path).send();
      System.out.println(path + " -> " + reply.headers().map() + " " + reply.toString().substring(0, Math.min(1200, reply.toString().length())));
    }
    for (String path : new String[] {"/api/tenants", "/api/tenants/" + tenant.id(), "/api/nothing", "/api/tenants/x", "/api/credits/wallets?tenantId=" + tenant.id()}) {
      System.out.println(path + " -> " + api.http.get(path).token(api.platform()).send());
    }
    for (String body : new String[] {"{}", "{'creditAmount':-1}", "{'creditAmount':0.5}", "{'creditAmount':1e999999}", "{'creditAmount':'5'}", "{'creditAmount':5.0}", "{'x':1}", "{'reason':1}", "{'reason':'a','reason':'b'}", "{", "[]", "", "{} x", "{'creditAmount':5, 'tenantId':'" + tenant.id() + "'}"}) {
      System.out.println(body + " -> " + api.http.post("/api/credits/fund").token(api.platform()).json(body).send());
    }
    System.out.println(api.http.get("/api/tenants").token(api.token(tenant, CallerRole.OWNER)).send());
    System.out.println(api.http.get("/api/tenants").token("x.y.z").send());
    assertThat(api.http.get("/health/live").send().status()).isEqualTo(200);
  }
}
