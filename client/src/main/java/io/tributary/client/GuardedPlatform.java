package io.tributary.client;

import java.util.function.Supplier;

/** The platform behind the circuit breaker: calls that it does not allow are not made. */
final class GuardedPlatform {
  private static final PlatformAnswer NOT_CALLED = new PlatformAnswer.Unknown("the circuit breaker is open", null);

  private final CircuitBreaker breaker;

  GuardedPlatform(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  PlatformAnswer call(Supplier<PlatformAnswer> call) {
    if (!breaker.tryAcquire()) {
      return NOT_CALLED;
    }
    PlatformAnswer answer;
    try {
      answer = call.get();
    } catch (RuntimeException | Error e) {
      breaker.failed(null);
      throw e;
    }
    switch (answer) {
      case PlatformAnswer.Unknown unknown -> breaker.failed(unknown.retryAfter());
      case PlatformAnswer.Done done -> breaker.succeeded();
      case PlatformAnswer.Declined declined -> breaker.succeeded();
    }
    return answer;
  }
}
