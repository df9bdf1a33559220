@NullMarked
package io.tributary.client;

import org.jspecify.annotations.NullMarked;
