@NullMarked
package io.tributary.topologies;

import org.jspecify.annotations.NullMarked;
