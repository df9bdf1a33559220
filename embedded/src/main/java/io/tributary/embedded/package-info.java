/** The real parts of the platform for one machine: PostgreSQL, a Kafka broker, the schema registry. */
@NullMarked
package io.tributary.embedded;

import org.jspecify.annotations.NullMarked;
