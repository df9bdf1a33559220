/** The tenants' registry over HTTP. */
@NullMarked
package io.tributary.api.tenants;

import org.jspecify.annotations.NullMarked;
