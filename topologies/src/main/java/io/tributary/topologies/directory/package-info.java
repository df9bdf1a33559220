/** The directory context: tenants, users and roles, from the outbox; the source of the sync endpoint. */
@NullMarked
package io.tributary.topologies.directory;

import org.jspecify.annotations.NullMarked;
