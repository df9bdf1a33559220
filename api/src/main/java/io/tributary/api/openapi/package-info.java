/** The description of this API, and its page. */
@NullMarked
package io.tributary.api.openapi;

import org.jspecify.annotations.NullMarked;
