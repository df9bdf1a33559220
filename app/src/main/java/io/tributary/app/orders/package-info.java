/** Sends orders through a running instance by HTTP and accounts for each of them. */
@NullMarked
package io.tributary.app.orders;

import org.jspecify.annotations.NullMarked;
