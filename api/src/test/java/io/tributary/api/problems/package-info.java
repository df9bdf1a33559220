@NullMarked
package io.tributary.api.problems;

import org.jspecify.annotations.NullMarked;
