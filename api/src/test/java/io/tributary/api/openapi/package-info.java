@NullMarked
package io.tributary.api.openapi;

import org.jspecify.annotations.NullMarked;
