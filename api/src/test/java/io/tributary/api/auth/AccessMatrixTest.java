package io.tributary.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.harness.Api;
import io.tributary.api.harness.Http.Reply;
import io.tributary.outbox.NewUser;
import io.tributary.outbox.Tenant;
import io.tributary.outbox.WriteContext;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every endpoint under every role: whether the door opens. What lies behind it is other tests' matter. */
class AccessMatrixTest {
  private final Api api = Api.shared();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      value = {
        // method | path | least role
        "POST  | /api/tenants                                     | PLATFORM",
        "GET   | /api/tenants                                     | PLATFORM",
        "GET   | /api/tenants/{t}                                 | BASIC",
        "POST  | /api/tenants/{t}/suspend                         | PLATFORM",
        "POST  | /api/tenants/{t}/reactivate                      | PLATFORM",
        "POST  | /api/tenants/{t}/archive                         | PLATFORM",
        "POST  | /api/tenants/{t}/users                           | MANAGER",
        "GET   | /api/tenants/{t}/users                           | BASIC",
        "GET   | /api/tenants/{t}/users/{u}                       | BASIC",
        "PATCH | /api/tenants/{t}/users/{u}                       | MANAGER",
        "DELETE| /api/tenants/{t}/users/{u}                       | MANAGER",
        "POST  | /api/credits/fund                                | PLATFORM",
        "POST  | /api/admin/credits/allocate/application          | MANAGER",
        "POST  | /api/admin/credits/reclaim/application           | MANAGER",
        "GET   | /api/credits/allocations?tenantId={t}            | BASIC",
        "POST  | /api/credits/configs                             | PLATFORM",
        "GET   | /api/credits/configs?tenantId={t}                | MANAGER",
        "GET   | /api/credits/configs/resolve?tenantId={t}        | BASIC",
        "GET   | /api/credits/configs/x                           | MANAGER",
        "PUT   | /api/credits/configs/x                           | PLATFORM",
        "DELETE| /api/credits/configs/x                           | PLATFORM",
        "POST  | /api/credits/consume                             | BASIC",
        "GET   | /api/credits/wallets?tenantId={t}                | BASIC",
        "GET   | /api/credits/wallets/{t}/crm?tenantId={t}        | BASIC",
        "GET   | /api/credits/wallets/{t}/crm/entries?tenantId={t}| BASIC",
        "POST  | /api/credits/consume/batch                       | BASIC",
        "POST  | /api/credits/consume/stream?tenantId={t}         | BASIC",
        "POST  | /api/credits/consume/x/reverse                   | MANAGER",
        "POST  | /api/credits/transfers                           | MANAGER",
        "POST  | /api/credits/holds                               | BASIC",
        "POST  | /api/credits/holds/h/post?tenantId={t}           | BASIC",
        "POST  | /api/credits/holds/h/void?tenantId={t}           | BASIC",
        "GET   | /api/credits/wallets/{t}/crm/holds?tenantId={t}  | BASIC",
        "GET   | /api/credits/wallets/{t}/crm/grants?tenantId={t} | BASIC",
        "GET   | /api/credits/wallets/{t}/crm/policy?tenantId={t} | BASIC",
        "POST  | /api/credits/wallets/{t}/crm/grants/g/void       | MANAGER",
        "POST  | /api/credits/wallets/{t}/crm/reset               | PLATFORM",
        "PUT   | /api/credits/wallets/{t}/crm/policy              | PLATFORM",
        "GET   | /api/operations/x?tenantId={t}                   | BASIC",
        "POST  | /api/v1/products                            | MANAGER",
        "GET   | /api/v1/products?tenantId={t}               | BASIC",
        "GET   | /api/v1/products/p?tenantId={t}             | BASIC",
        "PATCH | /api/v1/products/p                          | MANAGER",
        "PUT   | /api/v1/products/p/reorder-point            | MANAGER",
        "POST  | /api/v1/warehouses                          | MANAGER",
        "GET   | /api/v1/warehouses?tenantId={t}             | BASIC",
        "GET   | /api/v1/warehouses/w?tenantId={t}           | BASIC",
        "PATCH | /api/v1/warehouses/w                        | MANAGER",
        "POST  | /api/v1/warehouses/w/locations              | MANAGER",
        "GET   | /api/v1/warehouses/w/locations?tenantId={t} | BASIC",
        "PATCH | /api/v1/warehouses/w/locations/l            | MANAGER",
        "GET   | /api/v1/warehouses/w/locations/l/stock?tenantId={t}| BASIC",
        "GET   | /api/v1/stock?tenantId={t}                  | BASIC",
        "GET   | /api/v1/stock/products/p?tenantId={t}       | BASIC",
        "GET   | /api/v1/stock/valuation?tenantId={t}             | BASIC",
        "GET   | /api/v1/stock/low?tenantId={t}              | BASIC",
        "GET   | /api/v1/stock/movements?tenantId={t}        | BASIC",
        "GET   | /api/v1/stock/policy?tenantId={t}           | BASIC",
        "PUT   | /api/v1/stock/policy                        | MANAGER",
        "GET   | /api/v1/stock/operations/x?tenantId={t}&operationId=o| BASIC",
        "POST  | /api/v1/stock/receive                       | BASIC",
        "POST  | /api/v1/stock/put-away                      | BASIC",
        "POST  | /api/v1/stock/transfer                      | BASIC",
        "POST  | /api/v1/stock/issue                         | BASIC",
        "POST  | /api/v1/stock/adjust                        | MANAGER",
        "POST  | /api/v1/stock/adjust-inventory              | MANAGER",
        "POST  | /api/v1/stock/recount                       | MANAGER",
        "POST  | /api/v1/reservations                        | BASIC",
        "GET   | /api/v1/reservations?tenantId={t}           | BASIC",
        "GET   | /api/v1/reservations/r?tenantId={t}         | BASIC",
        "POST  | /api/v1/reservations/r/release              | BASIC",
        "POST  | /api/v1/reservations/r/commit               | BASIC",
        "POST  | /api/v1/stock/transfers                     | BASIC",
        "POST  | /api/v1/stock/transfers/x/receive           | BASIC",
        "GET   | /api/v1/stock/transfers?tenantId={t}        | BASIC",
        "GET   | /api/v1/stock/transfers/x?tenantId={t}      | BASIC",
        "POST  | /api/v1/orders                              | BASIC",
        "GET   | /api/v1/orders?tenantId={t}                 | BASIC",
        "GET   | /api/v1/orders/o?tenantId={t}               | BASIC",
        "GET   | /api/v1/orders/o/history?tenantId={t}       | BASIC",
        "POST  | /api/v1/orders/o/pick                       | BASIC",
        "POST  | /api/v1/orders/o/pack                       | BASIC",
        "POST  | /api/v1/orders/o/ship                       | BASIC",
        "POST  | /api/v1/orders/o/cancel                     | BASIC",
        "GET   | /api/v1/warehouses/w/picking-queue?tenantId={t}  | BASIC",
        "GET   | /api/v1/warehouses/w/shipping-queue?tenantId={t} | BASIC",
        "GET   | /api/sync/tenant/{t}                             | BASIC",
      })
  void leastRole(String method, String path, CallerRole least) {
    for (CallerRole role : CallerRole.values()) {
      Tenant tenant = api.tenant();
      String user =
          api.users
              .create(tenant.id(), new NewUser("U", "u@example.com", List.of("BASIC")), WriteContext.platform())
              .value()
              .id()
              .toString();
      String token = role == CallerRole.PLATFORM ? api.platform() : api.token(tenant, role);
      String target = path.replace("{t}", tenant.id().toString()).replace("{u}", user);
      Reply reply = api.http.call(method, target).token(token).json(body(method)).send();
      if (role.level() < least.level()) {
        assertThat(reply.status()).as(role + " " + reply).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("forbidden");
      } else {
        assertThat(reply.status()).as(role + " " + reply).isNotIn(401, 403, 405, 500);
      }
      assertThat(api.http.call(method, target).json(body(method)).send().code()).isEqualTo("unauthenticated");
    }
  }

  /** An empty object is understood everywhere; what it lacks is found behind the door. */
  private static String body(String method) {
    return method.equals("GET") || method.equals("DELETE") ? "" : "{}";
  }
}
