@NullMarked
package io.tributary.api.prices;

import org.jspecify.annotations.NullMarked;
