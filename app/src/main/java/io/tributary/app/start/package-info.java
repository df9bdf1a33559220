/** Starting parts that depend on each other, and stopping them in reverse. */
@NullMarked
package io.tributary.app.start;

import org.jspecify.annotations.NullMarked;
