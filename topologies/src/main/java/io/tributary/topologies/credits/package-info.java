/** The credits context: a wallet per tenant, entity and application; allocations add, consumption is decided. */
@NullMarked
package io.tributary.topologies.credits;

import org.jspecify.annotations.NullMarked;
