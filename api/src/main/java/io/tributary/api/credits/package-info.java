/** Funding, allocation, consumption and wallets over HTTP. */
@NullMarked
package io.tributary.api.credits;

import org.jspecify.annotations.NullMarked;
