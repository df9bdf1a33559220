@NullMarked
package io.tributary.api.requests;

import org.jspecify.annotations.NullMarked;
