/** Products, places, stock and reservations over HTTP, in the style of S1 4.6. */
@NullMarked
package io.tributary.api.inventory;

import org.jspecify.annotations.NullMarked;
