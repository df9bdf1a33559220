/** What was spent on what, in windows of time, over HTTP. */
@NullMarked
package io.tributary.api.usage;

import org.jspecify.annotations.NullMarked;
