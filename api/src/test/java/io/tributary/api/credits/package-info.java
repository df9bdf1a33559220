@NullMarked
package io.tributary.api.credits;

import org.jspecify.annotations.NullMarked;
