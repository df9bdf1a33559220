package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {
  private static final Path LOGS = Path.of("logs");

  @Test
  void oneAloneHasOneReplicaOfEach() {
    assertThat(BrokerSettings.of(LOGS, 1001, 1002, null))
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:1002")
        .containsEntry("default.replication.factor", "1")
        .containsEntry("min.insync.replicas", "1");
  }

  @Test
  void ofThreeOneMayBeAway() {
    List<BrokerSettings.Node> nodes =
        IntStream.rangeClosed(1, 3).mapToObj(id -> new BrokerSettings.Node(id, 1000 + id, 2000 + id)).toList();
    Map<String, String> settings = BrokerSettings.member(LOGS, nodes.get(1), nodes);
    assertThat(settings)
        .containsEntry("node.id", "2")
        .containsEntry("controller.quorum.voters", "1@127.0.0.1:2001,2@127.0.0.1:2002,3@127.0.0.1:2003")
        .containsEntry("advertised.listeners", "PLAINTEXT://127.0.0.1:1002");
    assertThat(List.of("default.replication.factor", "offsets.topic.replication.factor", "transaction.state.log.replication.factor"))
        .allSatisfy(name -> assertThat(settings).containsEntry(name, "3"));
    assertThat(List.of("min.insync.replicas", "transaction.state.log.min.isr"))
        .allSatisfy(name -> assertThat(settings).containsEntry(name, "2"));
  }

  @Test
  void twoHaveTwoReplicasAndGoOnWithOne() {
    List<BrokerSettings.Node> nodes = List.of(new BrokerSettings.Node(1, 11, 12), new BrokerSettings.Node(2, 21, 22));
    assertThat(BrokerSettings.member(LOGS, nodes.getFirst(), nodes))
        .containsEntry("default.replication.factor", "2")
        .containsEntry("min.insync.replicas", "1");
  }
}
