@NullMarked
package io.tributary.api.users;

import org.jspecify.annotations.NullMarked;
