package io.tributary.api.live;

import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsConsumed;
import io.tributary.outbox.Tenant;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.Payloads;
import io.tributary.schemas.TenantKey;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the ledger would publish, for one wallet of 1000 credits per tenant. */
final class PublicEvents implements AutoCloseable {
  private final Payloads payloads;
  private final KafkaProducer<String, byte[]> producer;

  PublicEvents(String bootstrapServers, Payloads payloads) {
    this.payloads = payloads;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
  }

  /** The tenant's {@code version}th event: it has consumed {@code consumed} credits in all. */
  void consumed(Tenant tenant, long version, long consumed) throws Exception {
    EventMeta meta =
        EventMeta.newBuilder()
            .setId(Ids.next().toString())
            .setType("credit.consumed")
            .setAggregateId(tenant.id() + "/crm")
            .setAggregateType("wallet")
            .setTenantId(tenant.id().toString())
            .setVersion(version)
            .setTimestamp(Instant.now())
            .build();
    CreditsConsumed event =
        CreditsConsumed.newBuilder()
            .setMeta(meta)
            .setOperationId("op-" + version)
            .setOperationCode("crm.accounts.create")
            .setEntityId(tenant.id().toString())
            .setApplication("crm")
            .setAmount(1)
            .setBalance(1000 - consumed)
            .setAllocated(1000)
            .setConsumed(consumed)
            .build();
    producer
        .send(new ProducerRecord<>(Context.CREDITS.events(), TenantKey.of(tenant.id()), payloads.encode(event)))
        .get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
