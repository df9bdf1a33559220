package io.tributary.app.lab;

import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsConsumed;
import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the ledger's public events from their beginning, as any consumer would, and folds what was consumed. */
final class CommittedLog {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Payloads payloads;
  private long records;

  CommittedLog(String bootstrapServers, Payloads payloads) {
    this.bootstrapServers = bootstrapServers;
    this.payloads = payloads;
  }

  /** What the log says of a tenant; {@code complaints} of what it must not say. */
  record Tenant(Set<String> operations, long consumed, List<String> complaints) {
    static final Tenant EMPTY = new Tenant(Set.of(), 0, List.of());
  }

  Map<String, Tenant> read() {
    Map<String, Fold> folds = new HashMap<>();
    records = 0;
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
        new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = consumer.partitionsFor(Context.CREDITS.events()).stream()
          .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
        consumer.poll(POLL).forEach(record -> fold(folds, record));
      }
    }
    Map<String, Tenant> tenants = new HashMap<>();
    folds.forEach((id, fold) -> tenants.put(id, fold.tenant()));
    return tenants;
  }

  private void fold(Map<String, Fold> folds, ConsumerRecord<String, byte[]> record) {
    records++;
    folds.computeIfAbsent(record.key(), missing -> new Fold()).add(record, payloads.decode(record.value()));
  }

  /** Records read the last time. */
  long records() {
    return records;
  }

  private static final class Fold {
    private final Set<String> operations = new HashSet<>();
    private final Set<String> wallets = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, List<String>> gaps = new HashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private long consumed;

    void add(ConsumerRecord<String, byte[]> record, SpecificRecord event) {
      EventMeta meta = (EventMeta) event.get(0);
      String aggregate = meta.getAggregateType() + " " + meta.getAggregateId();
      Long before = versions.put(aggregate, meta.getVersion());
      if (before != null && meta.getVersion() != before + 1) {
        gaps.computeIfAbsent(aggregate, missing -> new ArrayList<>())
            .add("%s: version %d after %d at %d".formatted(aggregate, meta.getVersion(), before, record.offset()));
      }
      if (!meta.getTenantId().equals(record.key())) {
        complaints.add("the tenant at %d is another one than its key".formatted(record.offset()));
      }
      if (event instanceof CreditsConsumed consumption) {
        wallets.add(aggregate);
        consumed += consumption.getAmount();
        if (!operations.add(consumption.getOperationId())) {
          complaints.add(consumption.getOperationId() + " is there twice, again at " + record.offset());
        }
      }
    }

    Tenant tenant() {
      wallets.forEach(wallet -> complaints.addAll(gaps.getOrDefault(wallet, List.of())));
      return new Tenant(operations, consumed, complaints);
    }
  }
}
