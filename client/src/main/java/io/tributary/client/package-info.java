/** Consuming credits from an application, also while the platform can't be reached. */
@NullMarked
package io.tributary.client;

import org.jspecify.annotations.NullMarked;
