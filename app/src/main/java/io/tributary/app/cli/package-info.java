/** The commands of {@code tributary}: options in, exit codes out. */
@NullMarked
package io.tributary.app.cli;

import org.jspecify.annotations.NullMarked;
