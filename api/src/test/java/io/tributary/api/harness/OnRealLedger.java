package io.tributary.api.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests over HTTP against the real ledger: each has a tenant of its own with 1,000 credits for {@code crm}. */
public abstract class OnRealLedger {
  @TempDir private static Path state;
  protected static RealLedger ledger;

  protected Tenant tenant;
  protected String token;

  @BeforeAll
  static void start() throws Exception {
    ledger = new RealLedger(state);
  }

  @AfterAll
  static void stop() {
    ledger.close();
  }

  @BeforeEach
  void allocate() throws Exception {
    tenant = ledger.api.tenant();
    token = ledger.api.token(tenant, CallerRole.MANAGER);
    ledger.allocate(tenant.id(), "crm", 1000);
  }

  protected Reply post(String path, String body) {
    return post(path, body, token);
  }

  protected static Reply post(String path, String body, String token) {
    Http.Call call = ledger.api.http.post(path).token(token);
    return (body.isEmpty() ? call : call.json(body)).send();
  }

  protected JsonNode get(String path) {
    Reply reply = ledger.api.http.get(path).token(token).send();
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.json();
  }

  protected Reply consume(String id, long amount) {
    return post("/api/credits/consume", operation(id, amount, ""));
  }

  protected String wallet() {
    return "/api/credits/wallets/" + tenant.id() + "/crm";
  }

  /** @param more further members, each behind a comma */
  protected static String operation(String id, long amount, String more) {
    return "{'application':'crm','creditAmount':" + amount + ",'operationCode':'crm.accounts.create','operationId':'"
        + id + "'" + more + "}";
  }
}
