package io.tributary.api.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a body is told by a code and, where there is one, by the field's name. */
class BodyProblemsTest {
  private final Api api = Api.shared();
  private final Tenant tenant = api.tenant();

  private Reply fund(String body) {
    return api.http.post("/api/credits/fund").token(api.platform()).json(body).send();
  }

  private Reply consume(String body) {
    return api.http.post("/api/credits/consume").token(api.platform()).json(body).send();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "0 | amount_negative",
        "-1 | amount_negative",
        "-0.5 | amount_negative",
        "35.5 | amount_fractional",
        "1e-1 | amount_fractional",
        "1e-999999999 | amount_fractional",
        "9000000000000001 | amount_too_large",
        "9223372036854775808 | amount_too_large",
        "1e999999999 | amount_too_large",
        "'5' | invalid_field",
        "'' | invalid_field",
        "true | invalid_field",
        "[5] | invalid_field",
        "null | invalid_field",
      })
  void anAmountThatCanNotBeMovedHasItsOwnCode(String amount, String code) {
    Reply reply = fund("{'tenantId':'" + tenant.id() + "','creditAmount':" + amount + "}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.field()).isEqualTo("creditAmount");
  }

  @ParameterizedTest
  @CsvSource({"35, 35", "35.0, 35", "3.5e1, 35", "9e15, 9000000000000000"})
  void aWholeNumberCountsByItsValue(String amount, long credits) {
    Reply reply = fund("{'tenantId':'" + api.tenant().id() + "','creditAmount':" + amount + "}");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    assertThat(reply.json().get("creditAmount").asLong()).isEqualTo(credits);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "{'creditAmount':5,'creditamount':6} | unknown_field | creditamount",
        "{'reason':7} | invalid_field | reason",
        "{'reason':{}} | invalid_field | reason",
        "{'tenantId':'acme'} | invalid_field | tenantId",
        "{'tenantId':'1-1-1-1-1'} | invalid_field | tenantId",
        "{} | invalid_field | tenantId",
      })
  void aFieldAtFaultIsNamed(String body, String code, String field) {
    Reply reply = fund(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).as(reply.toString()).isEqualTo(code);
    assertThat(reply.field()).isEqualTo(field);
  }

  @Test
  void fieldsWithinAnArrayAreNamedWithTheirPlace() {
    Reply reply =
        api.http
            .post("/api/tenants/" + tenant.id() + "/users")
            .token(api.platform())
            .json("{'name':'A','email':'a@example.com','roles':['OWNER',{'x':1}]}")
            .send();
    assertThat(reply.code()).isEqualTo("invalid_field");
    assertThat(reply.field()).isEqualTo("roles[1]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {"{ | 1", "{'creditAmount':} | 1", "{'reason':'a','reason':'b'} | 1", "{} x | 1", "[] | 1", "7 | 1"})
  void whatIsNotOneJsonObjectIsMalformedAndItsPlaceIsTold(String body, int line) {
    Reply reply = fund(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).as(reply.toString()).isEqualTo("malformed_json");
    assertThat(reply.json().get("line").asInt()).isEqualTo(line);
    assertThat(reply.json().get("column").asInt()).isPositive();
    assertThat(reply.text()).doesNotContain("Source", "java.", "tools.jackson");
  }

  @Test
  void noBodyIsMalformedToo() {
    assertThat(fund("").code()).isEqualTo("malformed_json");
    assertThat(fund("null").code()).isEqualTo("malformed_json");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "'application':'crm','creditAmount':1,'operationCode':'a' | operationId",
        "'application':'crm','creditAmount':1,'operationId':'a' | operationCode",
        "'application':'crm','creditAmount':1,'operationCode':'a','operationType':'b','operationId':'1' | operationType",
        "'application':'shop','creditAmount':1,'operationCode':'a','operationId':'1' | application",
        "'creditAmount':1,'operationCode':'a','operationId':'1' | application",
        "'application':'crm','creditAmount':1,'operationCode':'a','operationId':'1','entityId':'a/b' | entityId",
        "'application':'crm','creditAmount':1,'operationCode':'a','operationId':'1','metadata':'x' | metadata",
        "'application':'crm','creditAmount':1,'operationCode':'a','operationId':'1','metadata':[1] | metadata",
        "'application':'crm','creditAmount':1,'operationCode':' ','operationId':'1' | operationCode",
      })
  void eachRuleOfAConsumptionNamesItsField(String members, String field) {
    Reply reply = consume("{'tenantId':'" + tenant.id() + "'," + members + "}");
    assertThat(reply.code()).as(reply.toString()).isEqualTo("invalid_field");
    assertThat(reply.field()).isEqualTo(field);
  }

  @Test
  void aBodyMayHave64KiBWhetherItsLengthIsAnnouncedOrNot() {
    byte[] large = ("{\"reason\":\"" + "x".repeat(64 * 1024) + "\"}").getBytes(StandardCharsets.UTF_8);
    for (boolean chunked : new boolean[] {false, true}) {
      Reply reply =
          api.http
              .post("/api/credits/fund")
              .token(api.platform())
              .header("Content-Type", "application/json")
              .body(
                  chunked
                      ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))
                      : BodyPublishers.ofByteArray(large))
              .send();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.code()).isEqualTo("payload_too_large");
    }
    String fits = "{\"reason\":\"" + "x".repeat(60_000) + "\"}";
    assertThat(fund(fits).code()).isEqualTo("invalid_field");
  }
}
