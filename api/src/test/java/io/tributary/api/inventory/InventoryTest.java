package io.tributary.api.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.Tenant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is told before it becomes a command, whether Kafka is there or not. */
class InventoryTest {
  private final Api api = Api.shared();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        "/stock/receive | {}                                                                         | operationId",
        "/stock/receive | {'operationId':'1'}                                                        | productId",
        "/stock/receive | {'operationId':'1','productId':'a/b','warehouseId':'w','locationId':'l','quantity':1} | productId",
        "/stock/receive | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l'}      | quantity",
        "/stock/receive | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l','quantity':0} | quantity",
        "/stock/receive | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l','quantity':1e999999999} | quantity",
        "/stock/receive | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l','quantity':0.0000001} | quantity",
        "/stock/receive | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l','quantity':1,'unitCost':-1} | unitCost",
        "/stock/recount | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l'}      | counted",
        "/stock/adjust  | {'operationId':'1','productId':'p','warehouseId':'w','locationId':'l','quantity':-1} | reason",
        "/products      | {'operationId':'1','name':'n'}                                             | sku",
        "/products      | {'operationId':'1','name':'n','sku':'s','decimals':7}                      | decimals",
        "/products      | {'operationId':'1','name':'n','sku':'s','valuation':'standard'}            | standardCost",
        "/products      | {'operationId':'1','name':'n','sku':'s','tracking':'rfid'}                 | tracking",
        "/reservations  | {'operationId':'1','productId':'p','quantity':1}                           | orderId",
        "/reservations  | {'operationId':'1','productId':'p','quantity':1,'orderId':'o','timeoutSeconds':0} | timeoutSeconds",
        "/orders        | {'operationId':'1'}                                                        | lines",
        "/orders        | {'operationId':'1','lines':[]}                                             | lines",
        "/orders        | {'operationId':'1','lines':[null]}                                         | lines[0]",
        "/orders        | {'operationId':'1','lines':[{'quantity':1}]}                               | lines[0].productId",
        "/orders        | {'operationId':'1','lines':[{'productId':'p','quantity':0}]}               | lines[0].quantity",
        "/orders        | {'operationId':'1','lines':[{'lineId':'2','productId':'p','quantity':1},{'productId':'p','quantity':1}]} | lines[1].lineId",
        "/orders        | {'operationId':'1','reserveWithinSeconds':0,'lines':[{'productId':'p','quantity':1}]} | reserveWithinSeconds",
        "/orders/o/pick | {'operationId':'1','lines':[{'lineId':'1'},{'lineId':'1'}]}                 | lines[1].lineId",
        "/orders/a%20b/ship | {'operationId':'1'}                                                    | orderId",
      })
  void namesTheFieldAtFault(String path, String body, String field) {
    Tenant tenant = api.tenant();
    Reply reply =
        api.http.call("POST", "/api/v1" + path).token(api.token(tenant, CallerRole.MANAGER)).json(body).send();
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.json().path("field").asString("")).isEqualTo(field);
  }
}
