package io.tributary.api.commands;

import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads the replies of one context.
 *
 * @param <A> what the context answers
 */
@FunctionalInterface
interface ReplyReader<A> {
  /** Empty for a record that is no reply. */
  Optional<Reply<A>> read(SpecificRecord avro);
}
