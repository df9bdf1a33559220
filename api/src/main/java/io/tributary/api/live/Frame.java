package io.tributary.api.live;

import java.time.Instant;
import java.util.List;

/**
 * What one push to a dashboard says.
 *
 * @param revision of the board; a viewer gets only the lines that changed since the one it has
 * @param tenants changed lines, most consumed first
 * @param operations consumptions approved since the board came up, over all tenants that the viewer may see
 * @param stages in the order of the way; empty for a viewer who is not the operator
 */
public record Frame(
    long revision,
    Instant at,
    List<TenantLine> tenants,
    int tenantCount,
    long balance,
    long consumed,
    long operations,
    long refused,
    List<Stage> stages) {
  public Frame {
    tenants = List.copyOf(tenants);
    stages = List.copyOf(stages);
  }
}
