/** Tenant synchronization (S0) over HTTP. */
@NullMarked
package io.tributary.api.sync;

import org.jspecify.annotations.NullMarked;
