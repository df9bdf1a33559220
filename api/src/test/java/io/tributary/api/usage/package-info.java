@NullMarked
package io.tributary.api.usage;

import org.jspecify.annotations.NullMarked;
