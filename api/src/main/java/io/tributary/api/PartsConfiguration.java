package io.tributary.api;

import io.tributary.api.auth.Tokens;
import io.tributary.api.commands.CommandGateway;
import io.tributary.api.health.HealthSource;
import io.tributary.api.sync.SubjectNames;
import io.tributary.outbox.CreditConfigs;
import io.tributary.outbox.CreditFunding;
import io.tributary.outbox.Prices;
import io.tributary.outbox.Tenants;
import io.tributary.outbox.Users;
import io.tributary.queries.Lags;
import io.tributary.queries.PositionTokens;
import io.tributary.queries.QueryService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands the parts to the controllers; {@code destroyMethod = ""} because their maker closes them. */
@Configuration(proxyBeanMethods = false)
class PartsConfiguration {
  @Bean(destroyMethod = "")
  Tenants tenants(ApiParts parts) {
    return parts.tenants();
  }

  @Bean(destroyMethod = "")
  Users users(ApiParts parts) {
    return parts.users();
  }

  @Bean(destroyMethod = "")
  CreditFunding creditFunding(ApiParts parts) {
    return parts.funding();
  }

  @Bean(destroyMethod = "")
  CreditConfigs creditConfigs(ApiParts parts) {
    return parts.configs();
  }

  @Bean(destroyMethod = "")
  Prices prices(ApiParts parts) {
    return parts.prices();
  }

  @Bean(destroyMethod = "")
  SubjectNames subjectNames(ApiParts parts) {
    return parts.names();
  }

  @Bean(destroyMethod = "")
  QueryService queryService(ApiParts parts) {
    return parts.queries();
  }

  @Bean(destroyMethod = "")
  PositionTokens positionTokens(ApiParts parts) {
    return parts.positions();
  }

  @Bean
  Tokens tokens(ApiParts parts) {
    return parts.tokens();
  }

  @Bean(destroyMethod = "")
  HealthSource healthSource(ApiParts parts) {
    return parts.health();
  }

  @Bean(destroyMethod = "")
  Lags lags(ApiParts parts) {
    return parts.lags();
  }

  /** Ours: it lives as long as the server, and outlasts the requests under way. */
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
