package io.tributary.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a user that change; null leaves a field as it is. */
public record UserPatch(
    @Nullable String name, @Nullable String email, @Nullable List<String> roles, @Nullable Boolean isActive) {}
