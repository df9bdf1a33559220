/** The speed laboratory: how fast the platform is on this machine, and what bounds it. */
@NullMarked
package io.tributary.app.lab.speed;

import org.jspecify.annotations.NullMarked;
