/** The way of a command to the deciding topology, and of its reply back to the caller who waits. */
@NullMarked
package io.tributary.api.commands;

import org.jspecify.annotations.NullMarked;
