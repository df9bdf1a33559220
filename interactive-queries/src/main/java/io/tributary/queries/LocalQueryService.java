package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.ViewQuery;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Answers from the stores of this process, where it is the only one. */
public final class LocalQueryService implements QueryService {
  private final RoutedQueryService routed;

  /** @param runtimes at least one */
  public LocalQueryService(Collection<ContextRuntime> runtimes) {
    ContextInputs inputs = new ContextInputs(
        runtimes.stream().collect(Collectors.toMap(ContextRuntime::context, ContextRuntime::inputs)));
    routed = new RoutedQueryService(
        inputs, new Alone(runtimes.iterator().next().partitions(), List.of(new LocalHost(runtimes))));
  }

  @Override
  public <R> Answer<R> ask(ViewQuery<R> query, ReadOptions options) {
    return routed.ask(query, options);
  }

  private record Alone(int partitions, List<QueryHost> self) implements Placement {
    @Override
    public List<QueryHost> hosts(Context context, int partition, boolean standbys) {
      return self;
    }
  }
}
