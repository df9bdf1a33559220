package io.tributary.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.topologies.credits.CreditsTopology;
import io.tributary.topologies.directory.DirectoryTopology;
import io.tributary.topologies.inventory.InventoryTopology;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.usage.UsageTopology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Node and store names are part of what lies on the brokers (changelogs, offsets): a change here is a migration, so it
 * must be meant.
 */
class GoldenTopologyTest {
  static ContextDefinition[] contexts() {
    return new ContextDefinition[] {new DirectoryTopology(), new CreditsTopology(), new UsageTopology(), new InventoryTopology()};
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void isAsPinned(ContextDefinition context) throws IOException {
    String golden = context.context().applicationId() + ".txt";
    assertThat(context.topology(ContextDriver.PAYLOADS).describe().toString()).as(golden).isEqualTo(pinned(golden));
  }

  /** A golden file; empty if there is none. */
  static String pinned(String name) throws IOException {
    try (InputStream pinned = GoldenTopologyTest.class.getResourceAsStream("/golden/" + name)) {
      return pinned == null ? "" : new String(pinned.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
