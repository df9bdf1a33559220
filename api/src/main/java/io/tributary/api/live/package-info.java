/** What a dashboard shows while it happens: balances, consumption and how far behind each stage is. */
@NullMarked
package io.tributary.api.live;

import org.jspecify.annotations.NullMarked;
