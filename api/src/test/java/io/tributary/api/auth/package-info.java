@NullMarked
package io.tributary.api.auth;

import org.jspecify.annotations.NullMarked;
