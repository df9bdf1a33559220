package io.tributary.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Context;
import io.tributary.schemas.InMemorySchemaRegistry;
import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.kernel.TopicSpec;
import io.tributary.topologies.kernel.TopicSpecs;
import org.junit.jupiter.api.Test;

class NextVersionTest {
  private final AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry());
  private final CreditsTopology now = new CreditsTopology();
  private final NextVersion next = new NextVersion(now);

  @Test
  void itHasOneMoreStoreInTheSameTasks() {
    String application = Context.CREDITS.applicationId();
    assertThat(TopicSpecs.changelogs(application, now.topology(payloads))).extracting(TopicSpec::name)
        .containsExactly("tributary-credits-credits-state-changelog", "tributary-credits-credits-views-changelog");
    assertThat(TopicSpecs.changelogs(application, next.topology(payloads))).extracting(TopicSpec::name)
        .containsExactly(NextVersion.changelog(Context.CREDITS),
            "tributary-credits-credits-state-changelog", "tributary-credits-credits-views-changelog");
    assertThat(next.topology(payloads).describe().subtopologies()).hasSize(1);
    assertThat(next.inputs()).isEqualTo(now.inputs());
  }
}
