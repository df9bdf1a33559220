package io.tributary.api.requests;

import io.tributary.api.auth.Caller;
import io.tributary.outbox.WriteContext;
import io.tributary.queries.Position;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands a controller what the request says besides its body: {@link Caller}, {@link WriteContext}, {@link Position}, or all
 * that a change needs as one {@link Request}.
 */
@Component
public class RequestArguments implements HandlerMethodArgumentResolver {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** None of them is a parameter of the HTTP interface: the API's description leaves them out. */
  public static final Set<Class<?>> TYPES =
      Set.of(Caller.class, WriteContext.class, Position.class, Correlation.class, Request.class);

  private final Positions positions;

  RequestArguments(Positions positions) {
    this.positions = positions;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return TYPES.contains(parameter.getParameterType());
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = (HttpServletRequest) web.getNativeRequest();
    Class<?> type = parameter.getParameterType();
    if (type == Caller.class) {
      return Caller.of(request);
    }
    if (type == Position.class) {
      return positions.read(request.getHeader(Positions.HEADER));
    }
    if (type == Request.class) {
      HttpServletResponse response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
      return new Request(Caller.of(request), writeContext(request), Correlation.of(request), response);
    }
    return type == Correlation.class ? Correlation.of(request) : writeContext(request);
  }

  private static WriteContext writeContext(HttpServletRequest request) {
    Correlation correlation = Correlation.of(request);
    String key = Fields.optionalText(IDEMPOTENCY_KEY, request.getHeader(IDEMPOTENCY_KEY), 200);
    return new WriteContext(Caller.of(request).userId(), key, correlation.id(), correlation.traceparent());
  }
}
