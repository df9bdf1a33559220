package io.tributary.app.platform;

import io.tributary.api.ApiConfig;
import io.tributary.app.instance.Secrets;
import io.tributary.connectors.StartMode;
import java.util.Optional;

/**
 * How one process runs the whole platform.
 *
 * @param queryHost address at which other processes may ask this one's stores; empty where it is the only one
 * @param capture how change capture starts, where it runs in this process
 */
public record PlatformSettings(
    StoreSettings stores, Optional<String> queryHost, ApiConfig api, Secrets secrets, Optional<StartMode> capture) {}
