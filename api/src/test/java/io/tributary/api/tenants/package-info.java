@NullMarked
package io.tributary.api.tenants;

import org.jspecify.annotations.NullMarked;
