/** Every refusal and failure as one problem document, with a code of the catalogue. */
@NullMarked
package io.tributary.api.problems;

import org.jspecify.annotations.NullMarked;
