package io.tributary.queries;

import io.tributary.schemas.Context;
import io.tributary.topologies.kernel.ContextDefinition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which topics each context reads; the same in every process, whichever contexts run there. */
public record ContextInputs(Map<Context, Set<String>> topics) {
  public ContextInputs {
    topics = Map.copyOf(topics);
  }

  public static ContextInputs of(Collection<? extends ContextDefinition> definitions) {
    return new ContextInputs(definitions.stream()
        .collect(Collectors.toMap(ContextDefinition::context, ContextDefinition::inputs)));
  }

  /** The contexts whose events {@code follower} only follows. */
  List<Context> sources(Context follower) {
    return Arrays.stream(Context.values()).filter(source -> follows(follower, source)).toList();
  }

  private boolean follows(Context follower, Context source) {
    return follower.follows() && topics.getOrDefault(follower, Set.of()).contains(source.events());
  }
}
