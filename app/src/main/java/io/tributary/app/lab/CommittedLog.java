package io.tributary.app.lab;

import io.tributary.common.EventMeta;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import io.tributary.schemas.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the ledger's public events from their beginning, as any consumer would, and folds them into what wallets must be. */
final class CommittedLog {
  private final Topics topics;
  private final Payloads payloads;
  private long records;

  CommittedLog(Topics topics, Payloads payloads) {
    this.topics = topics;
    this.payloads = payloads;
  }

  /**
   * What the log says of a tenant.
   *
   * @param version of its wallet
   * @param complaints of what it must not say
   */
  record Tenant(Set<String> operations, long allocated, long consumed, long version, List<String> complaints) {
    static final Tenant EMPTY = new Tenant(Set.of(), 0, 0, 0, List.of());
  }

  Map<String, Tenant> read() {
    Map<String, Fold> folds = new HashMap<>();
    List<ConsumerRecord<String, byte[]>> log = topics.read(Context.CREDITS.events());
    log.forEach(record ->
        folds.computeIfAbsent(record.key(), missing -> new Fold()).add(record, payloads.decode(record.value())));
    records = log.size();
    Map<String, Tenant> tenants = new HashMap<>();
    folds.forEach((id, fold) -> tenants.put(id, fold.tenant()));
    return tenants;
  }

  Payloads payloads() {
    return payloads;
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
    private long allocated;
    private long consumed;

    void add(ConsumerRecord<String, byte[]> record, SpecificRecord event) {
      EventMeta meta = (EventMeta) event.get(0);
      String aggregate = meta.getAggregateType() + " " + meta.getAggregateId();
      Long before = versions.put(aggregate, meta.getVersion());
      if (before != null && meta.getVersion() != before + 1) {
        gaps.computeIfAbsent(aggregate, missing -> new ArrayList<>())
            .add("%s: version %d after %d at %d".formatted(aggregate, meta.getVersion(), before, record.offset()));
      }
      complain(!meta.getTenantId().equals(record.key()), "is of another tenant than its key", record);
      complain(!meta.getId().equals(header(record, CloudEventHeaders.ID))
          || !meta.getType().equals(header(record, CloudEventHeaders.TYPE)), "is another event than its headers say", record);
      switch (event) {
        case CreditsConsumed consumption -> {
          wallets.add(aggregate);
          consumed += consumption.getAmount();
          complain(!operations.add(consumption.getOperationId()), "is the second of " + consumption.getOperationId(), record);
          totals(consumption.getBalance(), consumption.getAllocated(), consumption.getConsumed(), record);
        }
        case CreditsAllocated allocation -> {
          wallets.add(aggregate);
          allocated += allocation.getAmount();
          totals(allocation.getBalance(), allocation.getAllocated(), allocation.getConsumed(), record);
        }
        default -> { }
      }
    }

    /** A tenant of the laboratory has one wallet, without holds: an event tells the sums of all up to it. */
    private void totals(long balance, long saysAllocated, long saysConsumed, ConsumerRecord<?, ?> record) {
      complain(balance < 0, "leaves a balance of " + balance, record);
      complain(saysAllocated != allocated || saysConsumed != consumed || balance != allocated - consumed,
          "says %d allocated, %d consumed, %d left; its predecessors say %d, %d".formatted(
              saysAllocated, saysConsumed, balance, allocated, consumed), record);
    }

    private void complain(boolean wrong, String what, ConsumerRecord<?, ?> record) {
      if (wrong) {
        complaints.add("the event at %d-%d %s".formatted(record.partition(), record.offset(), what));
      }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
      Header header = record.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private long version() {
      return wallets.stream().mapToLong(wallet -> versions.getOrDefault(wallet, 0L)).sum();
    }

    Tenant tenant() {
      wallets.forEach(wallet -> complaints.addAll(gaps.getOrDefault(wallet, List.of())));
      return new Tenant(operations, allocated, consumed, version(), complaints);
    }
  }
}
