@NullMarked
package io.tributary.api.events;

import org.jspecify.annotations.NullMarked;
