/**
 * The credits context: a wallet per tenant, entity and application. Allocations are grants, consumption is decided and burns
 * them in order; {@code WalletBook} has the rules, {@code Timeline} what happens by itself, {@code WalletChange} what comes of both.
 */
@NullMarked
package io.tributary.topologies.credits;

import org.jspecify.annotations.NullMarked;
