/** What operations cost, over HTTP: S0's {@code creditConfigs}. */
@NullMarked
package io.tributary.api.prices;

import org.jspecify.annotations.NullMarked;
