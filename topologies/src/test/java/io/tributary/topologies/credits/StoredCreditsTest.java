package io.tributary.topologies.credits;

import static io.tributary.topologies.credits.CreditsRecords.allocation;
import static io.tributary.topologies.credits.CreditsRecords.consume;
import static io.tributary.topologies.credits.CreditsRecords.funding;
import static io.tributary.topologies.credits.CreditsRecords.status;
import static io.tributary.topologies.credits.LimitedWallet.item;

import io.tributary.common.CommandMeta;
import io.tributary.credits.AllocationRecorded;
import io.tributary.credits.BalanceAlert;
import io.tributary.credits.CapWindow;
import io.tributary.credits.ConsumeBatch;
import io.tributary.credits.CreditReply;
import io.tributary.credits.FundingRecorded;
import io.tributary.credits.GrantKind;
import io.tributary.credits.GrantTerms;
import io.tributary.credits.HoldCredits;
import io.tributary.credits.PostHold;
import io.tributary.credits.ReverseConsumption;
import io.tributary.credits.SetWalletPolicy;
import io.tributary.credits.SpendCap;
import io.tributary.credits.TakeLease;
import io.tributary.credits.TopUpPolicy;
import io.tributary.credits.TransferCredits;
import io.tributary.credits.VoidGrant;
import io.tributary.credits.WalletPolicy;
import io.tributary.directory.TenantStatus;
import io.tributary.schemas.Context;
import io.tributary.topologies.PinnedHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredCreditsTest {
  private static final UUID TENANT = new UUID(0x0123_4567_89ab_4cdeL, 0x8123_4567_89ab_cdefL);

  @TempDir Path directory;

  @Test
  void staysAsItLies() throws Exception {
    try (PinnedHistory history = new PinnedHistory(new CreditsTopology(), TENANT, directory)) {
      history.happen(Context.DIRECTORY.events(), status(TENANT, TenantStatus.ACTIVE));
      FundingRecorded funding = funding(TENANT, "acme", 5_000);
      funding.setFundingId("funding-1");
      history.capture(funding);
      history.capture(allocated(1, null));
      history.capture(allocated(2, GrantTerms.newBuilder()
          .setKind(GrantKind.PROMOTIONAL).setPriority(1).setExpiresAt(history.time().plus(Duration.ofDays(30)))
          .setExternalKey("campaign-7").build()));
      history.send(new SetWalletPolicy(meta(), "acme", "crm", policy(), "policy-1"));
      history.send(consume(TENANT, "acme", "crm", "op-1", 30));
      history.send(consume(TENANT, "acme", "crm", "01990000-0000-7000-8000-00000000beef", 7));
      history.send(consume(TENANT, "acme", "crm", "op-3", 1_000_000));
      String hold = history.ask(held("op-4", 60L), CreditReply.class).getOutcomes().getFirst().getHoldId();
      history.send(new PostHold(meta(), hold, "post-1", 25L));
      history.send(held("op-5", 3_600L));
      history.send(new ReverseConsumption(meta(), "crm", "orders.create", "op-1", 10L, "back-1"));
      history.send(new TransferCredits(meta(), "acme", "crm", "acme", "hr", 50L, "transfer-1"));
      history.send(new TakeLease(meta(), "acme", "crm", "lease-1", 20L, 3_600L, 86_400L));
      history.send(new ConsumeBatch(meta(), true, List.of(item("b-1", 2), item("b-2", 3))));
      history.capture(allocated(3, GrantTerms.newBuilder().setKind(GrantKind.GRANTED).build()));
      history.leavesRowsAsPinned();
    }
  }

  private static AllocationRecorded allocated(int number, GrantTerms terms) {
    AllocationRecorded allocation = allocation(TENANT, "acme", "crm", 500, terms);
    allocation.setAllocationId("allocation-" + number);
    return allocation;
  }

  private static WalletPolicy policy() {
    return new WalletPolicy(
        100L,
        List.of(new SpendCap("orders", "orders.create", null, false, CapWindow.MONTH, 5_000L),
            new SpendCap("each", null, null, true, CapWindow.DAY, 900L)),
        List.of(new BalanceAlert("few", 100L, null), new BalanceAlert("half", null, 50)),
        new TopUpPolicy(200L, 50L, 1, 86_400L));
  }

  private static HoldCredits held(String operationId, long timeout) {
    return new HoldCredits(meta(), "acme", "crm", "orders.create", operationId, 40L, false, timeout, Map.of("k", "v"));
  }

  private static CommandMeta meta() {
    return consume(TENANT, "acme", "crm", "unused", 1).getMeta();
  }
}
