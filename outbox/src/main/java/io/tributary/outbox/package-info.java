/** The Postgres write side: tenants, identity and credit funding; each change commits with its outbox row. */
@NullMarked
package io.tributary.outbox;

import org.jspecify.annotations.NullMarked;
