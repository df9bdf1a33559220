/** Several processes of the platform on one machine. */
@NullMarked
package io.tributary.app.fleet;

import org.jspecify.annotations.NullMarked;
