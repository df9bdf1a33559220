package io.tributary.api.commands;

import io.tributary.api.ApiConfig;
import io.tributary.api.ApiParts;
import io.tributary.credits.CreditOutcome;
import io.tributary.inventory.InventoryReply;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The gateways are the API's own: they live as long as the server, and outlast the requests under way. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {
  @Bean(destroyMethod = "close")
  CommandGateway<List<CreditOutcome>> creditsGateway(ApiConfig config, ApiParts parts) {
    return CommandGateway.credits(
        parts.kafka(),
        parts.payloads(),
        parts.callers(),
        config.instanceId(),
        config.replyTimeout(),
        config.maxInFlight());
  }

  @Bean(destroyMethod = "close")
  CommandGateway<InventoryReply> inventoryGateway(ApiConfig config, ApiParts parts) {
    return CommandGateway.inventory(
        parts.kafka(),
        parts.payloads(),
        parts.callers(),
        config.instanceId(),
        config.replyTimeout(),
        config.maxInFlight());
  }
}
