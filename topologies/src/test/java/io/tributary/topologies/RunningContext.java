package io.tributary.topologies;

import io.tributary.schemas.KafkaAccess;
import io.tributary.topologies.kernel.ContextDefinition;
import io.tributary.topologies.kernel.RowReader;
import io.tributary.topologies.kernel.StoreKind;
import io.tributary.topologies.kernel.StoreRows;
import io.tributary.topologies.kernel.StreamsSettings;
import io.tributary.topologies.kernel.ViewQuery;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.awaitility.Awaitility;

/** A context on a real broker, with the settings of production. */
public final class RunningContext implements AutoCloseable {
  private final ContextDefinition context;
  private final KafkaStreams streams;

  public RunningContext(ContextDefinition context, String bootstrapServers, Path stateDir) {
    this.context = context;
    StreamsSettings settings =
        new StreamsSettings(context.context(), KafkaAccess.open(bootstrapServers), stateDir, "test-1", "localhost:1", 0, 1);
    this.streams = new KafkaStreams(context.topology(ContextDriver.PAYLOADS), settings.toProperties());
    streams.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> streams.state() == KafkaStreams.State.RUNNING);
  }

  public <R> R ask(ViewQuery<R> query, int partition) {
    return query.run(new RowsWithViews(rows(query.store(), partition), rows(StoreKind.VIEWS, partition)));
  }

  private RowReader rows(StoreKind kind, int partition) {
    return new StoreRows(streams.store(StoreQueryParameters
        .fromNameAndType(kind.storeName(context.context()), QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
        .withPartition(partition)));
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
  }
}
