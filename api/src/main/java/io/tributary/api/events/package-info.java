/** Credit events as they happen, in the suite's own JSON (S0), for readers that don't speak Kafka. */
@NullMarked
package io.tributary.api.events;

import org.jspecify.annotations.NullMarked;
