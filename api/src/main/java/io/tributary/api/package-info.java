/** The HTTP edge of the platform: composition of the server and the parts it is handed. */
@NullMarked
package io.tributary.api;

import org.jspecify.annotations.NullMarked;
