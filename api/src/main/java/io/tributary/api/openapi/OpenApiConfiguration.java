package io.tributary.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tributary.api.ApiConfig;
import io.tributary.api.requests.ReaderChoice;
import io.tributary.api.requests.Request;
import io.tributary.api.requests.RequestArguments;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import io.tributary.schemas.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.GetMapping;

/** What the API's description says besides what the controllers tell of themselves. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  private static final String BEARER = "bearer";
  private static final String PROBLEM = "Problem";
  private static final Set<Class<?>> WRITING = Set.of(WriteContext.class, Request.class);

  static {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(RequestArguments.TYPES.toArray(Class<?>[]::new));
  }

  @Bean
  OpenAPI description(ApiConfig config) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tributary")
                .version(config.version())
                .description(
                    "Event processing for multi-tenant business suites. A write answers with `Tributary-Position`;"
                        + " sent with a later request, that one reflects the write."))
        .addSecurityItem(new SecurityRequirement().addList(BEARER))
        .components(
            new Components()
                .addSecuritySchemes(
                    BEARER,
                    new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"))
                .addSchemas(PROBLEM, problem()));
  }

  /** Every operation may fail, always in the same form. */
  @Bean
  OpenApiCustomizer problems() {
    ApiResponse failure =
        new ApiResponse()
            .description("A problem; `code` is stable")
            .content(
                new Content()
                    .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    return api ->
        api.getPaths()
            .forEach(
                (path, item) ->
                    item.readOperations()
                        .forEach(
                            operation -> {
                              operation.getResponses().addApiResponse("default", failure);
                              if (!path.startsWith("/api/")) {
                                operation.setSecurity(List.of());
                              }
                            }));
  }

  /** The headers that {@code RequestArguments} reads, where a controller asks for what they say. */
  @Bean
  OperationCustomizer headers() {
    return (operation, handler) -> {
      for (MethodParameter parameter : handler.getMethodParameters()) {
        if (WRITING.contains(parameter.getParameterType())) {
          operation.addParametersItem(header("Idempotency-Key", "Sent again with the same content, the first answer comes back"));
        } else if (parameter.getParameterType() == Position.class) {
          operation.addParametersItem(header("Tributary-Position", "Of an earlier answer, which this one then reflects"));
          if (handler.hasMethodAnnotation(GetMapping.class)) {
            operation.addParametersItem(header(ReaderChoice.HEADER,
                "`fresh` (the usual): committed now, or 503; `available`: a standby may answer, its lag stated"));
          }
        }
      }
      return operation;
    };
  }

  private static Parameter header(String name, String description) {
    return new HeaderParameter().name(name).description(description).schema(new StringSchema());
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457 problem document")
        .addProperty("type", new StringSchema().format("uri-reference"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("code", new StringSchema()._enum(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList()))
        .addProperty("field", new StringSchema().description("The request's field at fault"))
        .addProperty("correlationId", new StringSchema());
  }
}
