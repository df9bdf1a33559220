package io.tributary.api.live;

import io.tributary.api.ApiParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One feed for all viewers of this instance. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
  @Bean
  TenantChanges inventoryChanges() {
    return new TenantChanges();
  }

  @Bean
  LiveFeed liveFeed(ApiParts parts, TenantChanges inventory) {
    return new LiveFeed(
        parts.kafka(),
        parts.tenants(),
        parts.queries(),
        parts.payloads(),
        inventory,
        new Stages(parts.capture(), parts.lags()));
  }
}
