package io.tributary.topologies.credits;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wallet's requests for more credits.
 *
 * @param pending the oldest first
 * @param declines in a row, since one was fulfilled
 * @param retryAt nothing is asked for before, since the last was declined; null: at any time
 */
public record TopUps(List<TopUpRequest> pending, int declines, @Nullable Instant retryAt) {
  static final TopUps NONE = new TopUps(List.of(), 0, null);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

  public TopUps {
    pending = List.copyOf(pending);
  }

  /** When the next request is due; empty while nothing needs to be asked for. */
  static Optional<Instant> due(Wallet wallet) {
    TopUpPolicy policy = wallet.policy().topUp();
    TopUps topUps = wallet.state().topUps();
    if (policy == null
        || topUps.pending.size() >= policy.maxPending()
        || wallet.balance() + topUps.amount() >= policy.threshold()) {
      return Optional.empty();
    }
    Instant retryAt = topUps.retryAt;
    return Optional.of(retryAt == null || retryAt.isBefore(wallet.updatedAt()) ? wallet.updatedAt() : retryAt);
  }

  /** The request that is due. Its id follows from the wallet, so that a repetition asks for the same. */
  static TopUpRequest request(Wallet wallet, TopUpPolicy policy, Instant at) {
    String name = wallet.id().aggregateId() + "/" + wallet.createdAt().toEpochMilli() + "/" + wallet.version();
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new TopUpRequest(id.toString(), policy.amount(), at, at.plus(policy.expiresAfter()));
  }

  Optional<TopUpRequest> request(String id) {
    return pending.stream().filter(request -> request.id().equals(id)).findFirst();
  }

  /** What was asked for and not answered yet. */
  long amount() {
    return pending.stream().mapToLong(TopUpRequest::amount).sum();
  }

  /** Until when nothing is asked for after one more was declined: one minute, then twice as long each time, up to a day. */
  Instant pause(Instant at) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(declines, 20));
    return at.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  TopUps add(TopUpRequest request) {
    List<TopUpRequest> more = new ArrayList<>(pending);
    more.add(request);
    return new TopUps(more, declines, retryAt);
  }

  TopUps expire(String id) {
    return new TopUps(without(id), declines, retryAt);
  }

  TopUps fulfil(String id) {
    return new TopUps(without(id), 0, null);
  }

  TopUps decline(String id, Instant until) {
    return new TopUps(without(id), declines + 1, until);
  }

  private List<TopUpRequest> without(String id) {
    return pending.stream().filter(request -> !request.id().equals(id)).toList();
  }
}
