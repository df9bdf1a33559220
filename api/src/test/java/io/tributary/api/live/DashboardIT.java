package io.tributary.api.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.tributary.api.auth.CallerRole;
import io.tributary.api.harness.Api;
import io.tributary.api.harness.Chromium;
import io.tributary.embedded.EmbeddedBroker;
import io.tributary.outbox.Tenant;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, fed by events on a real broker. */
class DashboardIT {
  private static EmbeddedBroker broker;
  private static Api api;
  private static PublicEvents events;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.installed(), "SKIPPED: no Chromium on this machine, so nobody looks at the dashboard");
    broker = EmbeddedBroker.temporary();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          Stream.of(
                  Context.CREDITS.commands(),
                  Context.CREDITS.replies(),
                  Context.CREDITS.events(),
                  Context.DIRECTORY.events())
              .map(name -> new NewTopic(name, 4, (short) 1))
              .toList();
      admin.createTopics(topics).all().get();
    }
    api = new Api(broker.bootstrapServers(), Duration.ofSeconds(3), 6);
    events = new PublicEvents(broker.bootstrapServers(), api.payloads);
    browser = new Chromium();
  }

  @AfterAll
  static void stop() {
    Stream.of(browser, events, api, broker)
        .filter(part -> part != null)
        .forEach(
            part -> {
              try {
                part.close();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }

  private static String url(String token) {
    return "http://127.0.0.1:" + api.http.port() + "/" + (token.isEmpty() ? "" : "#token=" + token);
  }

  @Test
  void showsConsumptionAsItHappens() throws Exception {
    Tenant tenant = api.tenant();
    api.ledger.move(tenant.id(), tenant.id().toString(), "crm", 1000);
    List<String> elsewhere = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    try (Page page = browser.page()) {
      page.onRequest(request -> {
        if (!request.url().startsWith("http://127.0.0.1:")) {
          elsewhere.add(request.url());
        }
      });
      page.onPageError(errors::add);
      page.navigate(url(api.platform()));
      assertThat(page.locator("#freshness")).hasAttribute("data-state", "live");

      for (int version = 2; version <= 31; version++) {
        events.consumed(tenant, version, version - 1);
      }

      Locator row = page.locator("#tenants tr:has([title='" + tenant.id() + "'])");
      assertThat(row.locator("td:nth-child(5)")).hasText("30");
      assertThat(row.locator("td:nth-child(2)")).hasText("970");
      assertThat(page.locator("[data-stage=shown]")).containsText("level");
      assertThat(page.locator("[data-stage=decided]")).containsText("2 records behind");
      assertThat(page.locator("[data-stage=captured]")).containsText("unknown");
      assertThat(page.url()).as("the token leaves the address bar").doesNotContain("token");
    }
    assertThat(elsewhere).as("requests to other hosts").isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void aTenantSeesNobodyElse() throws Exception {
    Tenant mine = api.tenant();
    Tenant another = api.tenant();
    events.consumed(another, 2, 500);
    events.consumed(mine, 2, 5);
    try (Page page = browser.page()) {
      page.navigate(url(api.token(mine, CallerRole.BASIC)));

      assertThat(page.locator("#total-consumed")).hasText("5");
      assertThat(page.locator("#tenants tr")).hasCount(1);
      assertThat(page.locator("#way")).isHidden();
    }
  }

  @Test
  void asksForATokenAndSaysWhenOneIsWrong() {
    try (Page page = browser.page()) {
      page.navigate(url(""));
      page.locator("#token").fill("wrong");
      page.locator("#sign-in button").click();

      assertThat(page.locator("#sign-in-error")).containsText("token");
      assertThat(page.locator("#board")).isHidden();
    }
  }
}
