/** The platform on servers that run elsewhere, in processes of its own. */
@NullMarked
package io.tributary.app.serve;

import org.jspecify.annotations.NullMarked;
