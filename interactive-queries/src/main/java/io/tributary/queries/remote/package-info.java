/** Questions between processes: who has which partition, and how it is asked. */
@NullMarked
package io.tributary.queries.remote;

import org.jspecify.annotations.NullMarked;
