package io.tributary.api.auth;

import io.tributary.api.problems.Problem;
import io.tributary.api.problems.ProblemWriter;
import io.tributary.schemas.ErrorCode;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * A bearer token for everything under {@code /api/}; pages, health, metrics and the API's description are public. No
 * sessions and no cookies, hence no CSRF protection.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  @Bean
  JwtDecoder jwtDecoder(Tokens tokens) {
    return new VerifiedTokens(tokens.decoder(), InstantSource.system());
  }

  @Bean
  SecurityFilterChain chain(HttpSecurity http, ProblemWriter problems) throws Exception {
    AuthenticationEntryPoint challenge = challenge(problems);
    return http
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests -> requests.requestMatchers("/api/**").authenticated().anyRequest().permitAll())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(new CallerConverter()))
                    .authenticationEntryPoint(challenge)
                    .accessDeniedHandler(denied(problems)))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(challenge).accessDeniedHandler(denied(problems)))
        .build();
  }

  /** Requests that the firewall refuses, such as a path with {@code //} or {@code ;}, name nothing that exists here. */
  @Bean
  RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
    return (request, response, failure) ->
        problems.write(request, response, Problem.of(ErrorCode.NOT_FOUND, "there is nothing under this path"));
  }

  private static AuthenticationEntryPoint challenge(ProblemWriter problems) {
    BearerTokenAuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
    bearer.setRealmName("tributary");
    return (request, response, failure) -> {
      bearer.commence(request, response, failure);
      problems.write(
          request, response, Problem.of(ErrorCode.UNAUTHENTICATED, "a valid bearer token is needed"));
    };
  }

  private static AccessDeniedHandler denied(ProblemWriter problems) {
    BearerTokenAccessDeniedHandler bearer = new BearerTokenAccessDeniedHandler();
    return (request, response, failure) -> {
      bearer.handle(request, response, failure);
      problems.write(request, response, Problem.of(ErrorCode.FORBIDDEN, "this is not allowed"));
    };
  }
}
