/** The usage context: what was spent, by operation, user and application, in windows of time; follows {@code credits.events}. */
@NullMarked
package io.tributary.topologies.usage;

import org.jspecify.annotations.NullMarked;
