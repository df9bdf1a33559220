@NullMarked
package io.tributary.api.inventory;

import org.jspecify.annotations.NullMarked;
