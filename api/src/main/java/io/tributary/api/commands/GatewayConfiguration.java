package io.tributary.api.commands;

import io.tributary.api.ApiConfig;
import io.tributary.api.ApiParts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateway is the API's own: it lives as long as the server, and outlasts the requests under way. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
  @Bean(destroyMethod = "close")
  CommandGateway commandGateway(ApiConfig config, ApiParts parts) {
    return CommandGateway.start(
        parts.bootstrapServers(),
        parts.payloads(),
        config.instanceId(),
        config.replyTimeout(),
        config.maxInFlight());
  }
}
