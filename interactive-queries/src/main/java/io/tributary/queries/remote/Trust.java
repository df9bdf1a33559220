package io.tributary.queries.remote;

import java.util.Optional;

/**
 * By what the processes of a platform know each other.
 *
 * @param secret that all of them share, at least 32 bytes: it signs what they say
 * @param tls hides it from others, too; all of them have it, or none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Trust(byte[] secret, Optional<QueryTls> tls) {}
