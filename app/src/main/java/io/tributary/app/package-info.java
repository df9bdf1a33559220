/** Composition root and command line. */
@NullMarked
package io.tributary.app;

import org.jspecify.annotations.NullMarked;
