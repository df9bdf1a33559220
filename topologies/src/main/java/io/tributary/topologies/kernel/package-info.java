/** What the contexts' topologies share; each piece is here because two contexts use it. */
@NullMarked
package io.tributary.topologies.kernel;

import org.jspecify.annotations.NullMarked;
