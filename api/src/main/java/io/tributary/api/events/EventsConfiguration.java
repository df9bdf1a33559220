package io.tributary.api.events;

import io.tributary.api.ApiParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventsConfiguration {
  @Bean
  CreditEventFeed creditEventFeed(ApiParts parts) {
    return new CreditEventFeed(parts.kafka(), parts.payloads());
  }
}
