@NullMarked
package io.tributary.api.commands;

import org.jspecify.annotations.NullMarked;
