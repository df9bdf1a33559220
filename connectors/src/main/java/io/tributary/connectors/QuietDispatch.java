package io.tributary.connectors;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.signal.actions.SignalAction;
import io.debezium.pipeline.signal.actions.SignalActionProvider;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import io.debezium.pipeline.spi.Partition;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Map;

/**
 * Takes Debezium's own figures off the path of each row (ADR 28). For each row they print its key as JSON, by a mapper made for
 * it, and wake a thread that adds up the lag. {@link CaptureMetrics} tells what is needed, by the batch.
 *
 * <p>Debezium hands its dispatcher to providers of signal actions when streaming begins, after it has set its own listener.
 * The class is found by name, as services are.
 */
public final class QuietDispatch implements SignalActionProvider {
  @Override
  public <P extends Partition> Map<String, SignalAction<P>> createActions(
      EventDispatcher<P, ? extends DataCollectionId> dispatcher,
      ChangeEventSourceCoordinator<P, ?> coordinator,
      CommonConnectorConfig connector) {
    dispatcher.setEventListener(DataChangeEventListener.NO_OP());
    return Map.of();
  }
}
