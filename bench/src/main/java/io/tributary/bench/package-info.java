/** Load generators and baselines: ratios from one run on one machine, never figures on their own. */
@NullMarked
package io.tributary.bench;

import org.jspecify.annotations.NullMarked;
