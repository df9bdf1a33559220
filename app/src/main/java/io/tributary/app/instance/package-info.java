/** An instance's data directory: its lock, its keys, and how other commands find it. */
@NullMarked
package io.tributary.app.instance;

import org.jspecify.annotations.NullMarked;
