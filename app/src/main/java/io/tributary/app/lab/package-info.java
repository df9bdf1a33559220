/** The fault laboratory: a platform under load to which things happen, and an oracle that knows what should be true after. */
@NullMarked
package io.tributary.app.lab;

import org.jspecify.annotations.NullMarked;
