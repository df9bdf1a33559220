/** The whole program, from outside. */
@NullMarked
package io.tributary.app.e2e;

import org.jspecify.annotations.NullMarked;
