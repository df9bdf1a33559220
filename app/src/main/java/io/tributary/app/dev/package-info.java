/** The whole platform in one process. */
@NullMarked
package io.tributary.app.dev;

import org.jspecify.annotations.NullMarked;
