/** How JSON is read and written: strictly, in camelCase, with whole credits. */
@NullMarked
package io.tributary.api.json;

import org.jspecify.annotations.NullMarked;
