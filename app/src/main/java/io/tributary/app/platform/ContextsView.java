package io.tributary.app.platform;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.schemas.Context;

/** How a context fares, as far as this process can see it; also answers while it is still starting. */
interface ContextsView {
  Part health(Context context);
}
