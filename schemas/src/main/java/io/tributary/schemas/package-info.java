/** What every module shares: contexts and topics, the tenant key, amounts, ids, error codes and the Avro wire format. */
@NullMarked
package io.tributary.schemas;

import org.jspecify.annotations.NullMarked;
