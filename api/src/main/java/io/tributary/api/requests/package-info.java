/** What all requests share: correlation, body limit, positions, cursors and field rules. */
@NullMarked
package io.tributary.api.requests;

import org.jspecify.annotations.NullMarked;
