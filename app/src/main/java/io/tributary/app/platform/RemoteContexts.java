package io.tributary.app.platform;

import io.tributary.api.health.HealthSource.Part;
import io.tributary.api.health.HealthSource.Status;
import io.tributary.app.start.Step;
import io.tributary.queries.remote.Cluster;
import io.tributary.schemas.Context;
import java.util.List;

/**
 * Contexts that run in workers. Their absence does not take an API out of service: commands are still taken, and a read that
 * can't be answered says so itself, better than a load balancer without targets.
 */
record RemoteContexts(Step<Cluster> cluster) implements ContextsView {
  @Override
  public Part health(Context context) {
    return cluster.made().filter(Cluster::met).map(workers -> {
      List<Integer> unserved = workers.unserved(context);
      return unserved.isEmpty()
          ? Part.up()
          : new Part(Status.DEGRADED, "no worker serves partitions %s now; %s".formatted(unserved, workers.complaint()));
    }).orElseGet(PlatformHealth::starting);
  }
}
