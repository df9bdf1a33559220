/** The platform's own parts, on whatever servers there are, and the life of a process that runs some of them. */
@NullMarked
package io.tributary.app.platform;

import org.jspecify.annotations.NullMarked;
