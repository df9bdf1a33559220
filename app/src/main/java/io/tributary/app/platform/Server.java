package io.tributary.app.platform;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.app.start.Step;
import java.util.function.Supplier;

/**
 * A server that the platform stands on.
 *
 * @param ready the step after which it answers
 * @param address where it is, once it is ready
 * @param health how it is at any time, within {@link Probes#PATIENCE}
 */
public record Server<A>(Step<?> ready, Supplier<A> address, Supplier<Part> health) {}
