/** Tests of the board, its stream and the page. */
@NullMarked
package io.tributary.api.live;

import org.jspecify.annotations.NullMarked;
