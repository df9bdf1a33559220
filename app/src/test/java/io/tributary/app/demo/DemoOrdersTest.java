package io.tributary.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.orders.Domains;
import io.tributary.app.orders.Order;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoOrdersTest {
  private static final int ORDERS = 20_000;

  @Test
  void theSeedSettlesEverythingButTheIds() {
    List<Order> first = orders(1, "a");
    List<Order> second = orders(1, "b");

    assertThat(second).extracting(Order::credits).isEqualTo(first.stream().map(Order::credits).toList());
    assertThat(second).extracting(Order::tenant).isEqualTo(first.stream().map(Order::tenant).toList());
    assertThat(Stream.concat(first.stream(), second.stream()).map(Order::id)).doesNotHaveDuplicates();
    assertThat(orders(2, "a")).extracting(Order::credits).isNotEqualTo(first.stream().map(Order::credits).toList());
  }

  @Test
  void oneTenantHasMostOfTheTrafficAndTheTailIsLong() {
    Map<String, Long> byTenant = orders(42, "x").stream().collect(Collectors.groupingBy(Order::tenant, Collectors.counting()));

    assertThat(byTenant).containsOnlyKeys(DemoOrders.TENANTS);
    assertThat(byTenant.get(DemoOrders.TENANTS.getFirst())).isBetween(ORDERS * 85L / 100, ORDERS * 95L / 100);
    assertThat(byTenant.get(DemoOrders.TENANTS.get(1))).isGreaterThan(byTenant.get(DemoOrders.TENANTS.getLast()));
  }

  @Test
  void everyOrderCostsSomething() {
    assertThat(orders(42, "x")).allSatisfy(order -> assertThat(order.credits()).isBetween(1L, 1_000L));
  }

  @Test
  void everyTenantHasADomainOfItsOwn() {
    assertThat(DemoOrders.TENANTS.stream().map(Domains::of)).doesNotHaveDuplicates().contains("maison-lumiere.example");
    assertThat(Domains.of("United Kingdom")).isEqualTo("united-kingdom.example");
    assertThat(Domains.of("日本")).matches("tenant-[0-9a-f]+\\.example");
  }

  private static List<Order> orders(long seed, String run) {
    DemoOrders orders = new DemoOrders(seed, run);
    return Stream.generate(orders::next).limit(ORDERS).toList();
  }
}
