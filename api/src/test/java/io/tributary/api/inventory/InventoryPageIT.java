package io.tributary.api.inventory;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Chromium;
import io.tributary.api.harness.Http.Reply;
import io.tributary.api.harness.RealLedger;
import io.tributary.outbox.Tenant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory's page in a real browser, over an inventory that really runs. */
class InventoryPageIT {
  private static RealLedger real;
  private static Chromium browser;

  @BeforeAll
  static void start(@TempDir Path state) throws Exception {
    assumeTrue(Chromium.installed(), "SKIPPED: no Chromium on this machine, so nobody looks at the inventory's page");
    real = new RealLedger(state);
    browser = new Chromium();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      real.close();
    }
  }

  @Test
  void showsStockAsItMoves() {
    Tenant tenant = real.api.tenant();
    furnish(tenant, "mug");
    List<String> elsewhere = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Page page = browser.page()) {
      page.onRequest(request -> {
        if (!request.url().startsWith("http://127.0.0.1:")) {
          elsewhere.add(request.url());
        }
      });
      page.onPageError(errors::add);
      page.navigate(url(real.api.token(tenant, CallerRole.BASIC)));
      assertThat(page.locator("#freshness")).hasAttribute("data-state", "live");
      assertThat(page.locator("#choice")).isHidden();
      assertThat(page.locator("#warehouses tr")).hasCount(2);
      assertThat(page.locator("#low tr")).containsText("Mug");

      post(tenant, "/stock/receive", "{'operationId':'r','productId':'mug','warehouseId':'main','locationId':'A','quantity':10.5}");
      post(tenant, "/stock/receive", "{'operationId':'r2','productId':'mug','warehouseId':'shop','locationId':'A','quantity':3}");
      post(tenant, "/reservations",
          "{'operationId':'o','productId':'mug','quantity':20,'orderId':'order-1','partial':true,'timeoutSeconds':7200}");

      Locator main = page.locator("#stock tr[data-key='mug/main/A/']");
      Locator shop = page.locator("#stock tr[data-key='mug/shop/A/']");
      assertThat(main.locator("td:nth-child(4)")).hasText("10.5");
      assertThat(main.locator("td:nth-child(6)")).hasText("0");
      assertThat(shop.locator("td:nth-child(5)")).hasText("3");
      assertThat(page.locator("#reservations tr td:nth-child(4)")).hasText("6.5");
      assertThat(page.locator("#reservations tr td:nth-child(5)")).hasText("2 h");
      assertThat(page.locator("#waiting-count")).hasText("1");
      assertThat(page.locator("#movements tr").first()).containsText("stock.low");
      assertThat(page.locator("#movements tr").nth(1)).containsText("order-1");
      assertThat(page.locator("#movements tr").last()).containsText("stock.low");

      page.locator("#warehouses tr[data-key=main]").click();
      assertThat(shop).hasCount(0);
      assertThat(main).isVisible();
      assertThat(page.locator("#stock-of")).hasText("in main");
      assertThat(page.url()).as("the token leaves the address bar").doesNotContain("token");
    }
    assertThat(elsewhere).as("requests to other hosts").isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void aTenantSeesItsOwnAndTheOperatorWhomItChooses() {
    Tenant mine = real.api.tenant();
    Tenant other = real.api.tenant();
    furnish(mine, "mug");
    furnish(other, "cup");
    try (Page page = browser.page()) {
      page.navigate(url(real.api.token(mine, CallerRole.BASIC)));
      assertThat(page.locator("#low tr")).hasCount(1);
      assertThat(page.locator("#low tr")).containsText("MUG");
      page.locator("#sign-out").click();
      assertThat(page.locator("#board")).isHidden();
      page.locator("#token").fill("wrong");
      page.locator("#sign-in button").click();
      assertThat(page.locator("#sign-in-error")).containsText("token");
      page.locator("#token").fill(real.api.platform());
      page.locator("#sign-in button").click();
      page.locator("#tenant").selectOption(other.id().toString());
      assertThat(page.locator("#low tr")).containsText("CUP");
    }
    assertThat(real.api.http.get("/api/v1/live/inventory?tenantId=" + other.id())
        .token(real.api.token(mine, CallerRole.OWNER)).send().code()).isEqualTo("tenant_mismatch");
    assertThat(real.api.http.get("/api/v1/live/inventory").token(real.api.platform()).send().code())
        .isEqualTo("invalid_field");
  }

  private static void furnish(Tenant tenant, String product) {
    post(tenant, "/products", ("{'operationId':'p','productId':'%s','sku':'%s','name':'Mug','decimals':1,'reorderPoint':2,"
        + "'reorderQuantity':24}").formatted(product, product.toUpperCase(Locale.ROOT)));
    for (String warehouse : List.of("main", "shop")) {
      post(tenant, "/warehouses", "{'operationId':'%s','warehouseId':'%s','name':'The %s'}".formatted(warehouse, warehouse, warehouse));
      post(tenant, "/warehouses/" + warehouse + "/locations", "{'operationId':'%sA','locationId':'A'}".formatted(warehouse));
    }
  }

  private static void post(Tenant tenant, String path, String body) {
    Reply reply = real.api.http.call("POST", "/api/v1" + path)
        .token(real.api.token(tenant, CallerRole.OWNER)).json(body).send();
    assertThat(reply.status()).as(reply.text()).isBetween(200, 201);
  }

  private static String url(String token) {
    return "http://127.0.0.1:" + real.api.http.port() + "/inventory.html#token=" + token;
  }
}
