@NullMarked
package io.tributary.api.sync;

import org.jspecify.annotations.NullMarked;
