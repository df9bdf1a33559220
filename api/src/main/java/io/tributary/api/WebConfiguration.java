package io.tributary.api;

import io.tributary.api.auth.TenantInterceptor;
import io.tributary.api.requests.RequestArguments;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the tenant's door and the request's arguments into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  private final TenantInterceptor tenants;
  private final RequestArguments arguments;

  WebConfiguration(TenantInterceptor tenants, RequestArguments arguments) {
    this.tenants = tenants;
    this.arguments = arguments;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(tenants).addPathPatterns("/api/**");
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(arguments);
  }
}
