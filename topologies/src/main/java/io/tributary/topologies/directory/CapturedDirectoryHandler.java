package io.tributary.topologies.directory;

import io.tributary.common.EventMeta;
import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import io.tributary.topologies.kernel.Cause;
import io.tributary.topologies.kernel.Envelopes;
import io.tributary.topologies.kernel.PublicEvents;
import io.tributary.topologies.kernel.Received;
import io.tributary.topologies.kernel.RecordHandler;
import io.tributary.topologies.kernel.Work;
import org.apache.avro.specific.SpecificRecord;

/** Publishes what Postgres decided, once and in order, with its payload as it was written, and keeps the views. */
final class CapturedDirectoryHandler implements RecordHandler {
  private final Payloads payloads;
  private final DirectoryViews views = new DirectoryViews();

  CapturedDirectoryHandler(Payloads payloads) {
    this.payloads = payloads;
  }

  @Override
  public void handle(Received received, Work work) {
    SpecificRecord event = payloads.decode(received.payload());
    EventMeta meta = PublicEvents.meta(event);
    Cause cause = Envelopes.cause(received, meta);
    views.apply(event, work.views());
    work.emit(PublicEvents.emission(
        Context.DIRECTORY, meta, received.payload(), received.time(), cause.traceparent()));
  }
}
