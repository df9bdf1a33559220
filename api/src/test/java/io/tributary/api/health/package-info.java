@NullMarked
package io.tributary.api.health;

import org.jspecify.annotations.NullMarked;
