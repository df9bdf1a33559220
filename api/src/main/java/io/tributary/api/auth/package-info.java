/** Who calls, for which tenant, and what that caller may do. */
@NullMarked
package io.tributary.api.auth;

import org.jspecify.annotations.NullMarked;
