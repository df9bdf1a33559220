/** Generated orders. */
@NullMarked
package io.tributary.app.demo;

import org.jspecify.annotations.NullMarked;
