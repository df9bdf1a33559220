package io.tributary.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.EventMeta;
import io.tributary.credits.ConsumptionRefused;
import io.tributary.credits.CreditsAllocated;
import io.tributary.credits.CreditsConsumed;
import io.tributary.credits.HoldPosted;
import io.tributary.credits.RefusalCode;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.CloudEventHeaders;
import io.tributary.schemas.Context;
import io.tributary.schemas.Ids;
import io.tributary.schemas.InMemorySchemaRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveEventsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> APPLICATIONS = List.of("crm", "hr", "finance");

  private final AvroPayloads payloads = new AvroPayloads(new InMemorySchemaRegistry());
  private final List<UUID> newcomers = new ArrayList<>();
  private final LiveBoard board = new LiveBoard(Clock.systemUTC());
  private final LiveEvents events = new LiveEvents(board, payloads, newcomers::add);
  private final Map<String, Long> versions = new TreeMap<>();
  private final List<UUID> tenants = List.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));

  /** However events are polled together, the board says what the history says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void showsWhatTheHistorySays(long seed) {
    Random chance = new Random(seed);
    Map<String, Long> balances = new TreeMap<>();
    long[] operations = {0};
    long[] refused = {0};
    List<ConsumerRecord<String, byte[]>> polled = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      UUID tenant = tenants.get(chance.nextInt(tenants.size()));
      String application = APPLICATIONS.get(chance.nextInt(APPLICATIONS.size()));
      long balance = chance.nextInt(1_000);
      int kind = chance.nextInt(8);
      if (kind == 0) {
        refused[0]++;
        polled.add(record(tenant, refusal(tenant, application)));
      } else {
        operations[0] += kind == 1 ? 0 : 1;
        balances.put(tenant + application, balance);
        polled.add(record(tenant, switch (kind) {
          case 1 -> allocated(tenant, application, balance);
          case 2 -> posted(tenant, application, balance);
          default -> consumed(tenant, application, balance);
        }));
      }
      if (chance.nextInt(60) == 0) {
        events.show(polled);
        polled.clear();
      }
    }
    events.show(polled);

    Frame frame = board.frame(0, null, List.of());
    assertThat(frame.balance()).isEqualTo(balances.values().stream().mapToLong(Long::longValue).sum());
    assertThat(frame.operations()).isEqualTo(operations[0]);
    assertThat(frame.refused()).isEqualTo(refused[0]);
    assertThat(newcomers).containsExactlyInAnyOrderElementsOf(tenants);
  }

  @Test
  void onlyTheLastApprovalOfAWalletIsReadAndOnesThatCantBeAreSkipped() {
    UUID tenant = tenants.getFirst();
    ConsumerRecord<String, byte[]> broken = record(tenant, consumed(tenant, "crm", 7), new byte[] {9});
    ConsumerRecord<String, byte[]> stranger = new ConsumerRecord<>(Context.CREDITS.events(), 0, 0, "no tenant", new byte[0]);
    events.show(List.of(broken, stranger, record(tenant, consumed(tenant, "crm", 5))));
    assertThat(board.frame(0, null, List.of()).operations()).isEqualTo(1);
    assertThat(board.frame(0, null, List.of()).balance()).isEqualTo(5);
  }

  private ConsumerRecord<String, byte[]> record(UUID tenant, SpecificRecord event) {
    return record(tenant, event, payloads.encode(event));
  }

  private ConsumerRecord<String, byte[]> record(UUID tenant, SpecificRecord event, byte[] payload) {
    String type = ((EventMeta) event.get(0)).getType();
    return new ConsumerRecord<>(
        Context.CREDITS.events(), 0, 0, AT.toEpochMilli(), TimestampType.CREATE_TIME, 0, 0, tenant.toString(), payload,
        new RecordHeaders().add(CloudEventHeaders.TYPE, type.getBytes(UTF_8)), Optional.empty());
  }

  private EventMeta meta(UUID tenant, String type, String aggregateType, String application) {
    return EventMeta.newBuilder()
        .setId(Ids.next().toString())
        .setType(type)
        .setAggregateId("root/" + application)
        .setAggregateType(aggregateType)
        .setTenantId(tenant.toString())
        .setVersion(versions.merge(tenant + application, 1L, Long::sum))
        .setTimestamp(AT)
        .build();
  }

  private CreditsConsumed consumed(UUID tenant, String application, long balance) {
    return CreditsConsumed.newBuilder()
        .setMeta(meta(tenant, "credit.consumed", "wallet", application))
        .setOperationId("o")
        .setOperationCode("calls.log")
        .setEntityId("root")
        .setApplication(application)
        .setAmount(1)
        .setBalance(balance)
        .setAllocated(1_000)
        .setConsumed(1_000 - balance)
        .build();
  }

  private HoldPosted posted(UUID tenant, String application, long balance) {
    return HoldPosted.newBuilder()
        .setMeta(meta(tenant, "credit.hold_posted", "wallet", application))
        .setHoldId("h")
        .setOperationId("o")
        .setOperationCode("calls.log")
        .setEntityId("root")
        .setApplication(application)
        .setAmount(1)
        .setBalance(balance)
        .setAllocated(1_000)
        .setConsumed(1_000 - balance)
        .build();
  }

  private CreditsAllocated allocated(UUID tenant, String application, long balance) {
    CreditsAllocated event = new CreditsAllocated();
    event.setMeta(meta(tenant, "credit.allocated", "wallet", application));
    event.setAllocationId("a");
    event.setEntityId("root");
    event.setApplication(application);
    event.setAmount(1L);
    event.setBalance(balance);
    event.setAllocated(1_000L);
    event.setConsumed(1_000 - balance);
    return event;
  }

  private ConsumptionRefused refusal(UUID tenant, String application) {
    return ConsumptionRefused.newBuilder()
        .setMeta(meta(tenant, "credit.refused", "operation", application))
        .setOperationId("o")
        .setOperationCode("calls.log")
        .setEntityId("root")
        .setApplication(application)
        .setAmount(1)
        .setCode(RefusalCode.INSUFFICIENT_CREDITS)
        .build();
  }
}
