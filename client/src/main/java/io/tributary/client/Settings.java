package io.tributary.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the builder was told. */
record Settings(
    URI baseUri,
    Supplier<String> token,
    @Nullable String tenantId,
    String application,
    @Nullable String entityId,
    long leaseSize,
    Duration leaseTtl,
    Duration leaseGrace,
    Duration clockMargin,
    Duration timeout,
    Duration pause,
    int failuresToOpen,
    Duration upkeep,
    Path directory,
    CreditsListener listener) {}
