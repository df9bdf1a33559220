package io.tributary.api.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What Spring, Tomcat and Postgres refuse or fail at comes out as the same kind of document. */
class ProtocolProblemsTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();

  @AfterEach
  void heal() {
    api.tenants.away.set(null);
  }

  @Test
  void unknownPathsAndMethods() {
    assertThat(api.http.get("/api/unheard-of").token(api.platform()).send().code()).isEqualTo("not_found");
    assertThat(api.http.get("/api//tenants").send().code()).isIn("not_found", "unauthenticated");
    Reply wrongMethod = api.http.call("PUT", "/api/tenants").token(api.platform()).json("{}").send();
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.code()).isEqualTo("method_not_allowed");
    assertThat(wrongMethod.header("Allow")).contains("GET").contains("POST");
  }

  @Test
  void mediaTypesThatAreNotServedOrRead() {
    Reply html = api.http.get("/api/tenants").token(api.platform()).header("Accept", "application/xml").send();
    assertThat(html.status()).isEqualTo(406);
    assertThat(html.code()).isEqualTo("not_acceptable");
    Reply form =
        api.http
            .post("/api/credits/fund")
            .token(api.platform())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(BodyPublishers.ofString("creditAmount=5"))
            .send();
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.code()).isEqualTo("unsupported_media_type");
    assertThat(form.header("Accept")).isEqualTo("application/json");
  }

  @Test
  void aFailureIsAProblemWhateverTheCallerAccepts() {
    assertThat(api.http.get("/api/tenants").header("Accept", "text/html").send().code()).isEqualTo("unauthenticated");
    assertThat(api.http.get("/nowhere").header("Accept", "text/html").send().code()).isEqualTo("not_found");
  }

  @Test
  void aRequestLineThatTomcatRefuses() throws IOException {
    String answer = raw("GET /api/tenants?x=[|] HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").contains("\"invalid_field\"");
    assertThat(answer).doesNotContain("Apache").doesNotContain("<html");
  }

  @Test
  void aDatabaseThatIsAwayIsNotReadyAndSaysWhenToComeBack() {
    api.tenants.away.set(new DataAccessResourceFailureException("connection refused to secret-host"));
    Reply reply = api.http.get("/api/tenants/" + tenant.id()).token(api.platform()).send();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("not_ready");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.text()).doesNotContain("secret-host");
  }

  @Test
  void aBugIsAnInternalErrorWithoutItsDetails() {
    api.tenants.away.set(new IllegalStateException("secret detail"));
    Reply reply =
        api.http.get("/api/tenants/" + tenant.id()).token(api.platform()).header("X-Correlation-Id", "corr-7").send();
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.code()).isEqualTo("internal");
    assertThat(reply.json().get("correlationId").asString()).isEqualTo("corr-7");
    assertThat(reply.text()).doesNotContain("secret detail").doesNotContain("Exception");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.http.port());
        InputStream answer = socket.getInputStream()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
