/** Orders from a file of invoice lines. */
@NullMarked
package io.tributary.app.replay;

import org.jspecify.annotations.NullMarked;
