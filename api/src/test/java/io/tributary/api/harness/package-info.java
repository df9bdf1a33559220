/** What the tests of the API stand on: a running server, in-memory parts behind it, an HTTP client before it. */
@NullMarked
package io.tributary.api.harness;

import org.jspecify.annotations.NullMarked;
