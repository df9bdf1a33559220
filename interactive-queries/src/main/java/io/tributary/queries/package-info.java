/** Where a tenant's state lives, how to reach it, what position it has, and that it is committed. */
@NullMarked
package io.tributary.queries;

import org.jspecify.annotations.NullMarked;
