package io.tributary.schemas;

import org.apache.avro.Schema;

/**
 * Where schemas get the ids that payloads embed. Ids are for ever: a registry that forgets them makes every payload
 * unreadable, so its storage lies with the platform's data. Implementations are thread-safe.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when no answer could be had (try again later) and {@link
 * RegistryException} when the registry answered no.
 */
public interface SchemaRegistry {
  /** Registers the schema under the subject and returns its id; the same schema again gives the same id. */
  int register(String subject, Schema schema);

  /** The id under which the schema is registered already; it registers nothing. */
  int idOf(String subject, Schema schema);

  /** The schema that an id stands for. */
  Schema byId(int id);
}
