package io.tributary.api.commands;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partition of the replies topic is this instance's own. The consumer group gives each partition to one instance
 * at a time; the lowest one held is used. An instance that holds none can't have commands answered: there may be at most
 * as many instances as the topic has partitions.
 */
final class ReplyLease implements ConsumerRebalanceListener {
  private static final Logger log = LoggerFactory.getLogger(ReplyLease.class);

  private final String topic;
  private final Consumer<?, ?> consumer;
  private final PendingReplies<?> pending;
  private final TreeSet<Integer> held = new TreeSet<>();
  private volatile int current = -1;

  ReplyLease(String topic, Consumer<?, ?> consumer, PendingReplies<?> pending) {
    this.topic = topic;
    this.consumer = consumer;
    this.pending = pending;
  }

  /** The partition to name in commands, or -1. */
  int current() {
    return current;
  }

  /** Positions at the end before the lease is shown to senders: then no reply to them can be missed. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    partitions.forEach(partition -> held.add(partition.partition()));
    current = held.first();
    log.info("replies are read from partition {} of {}", current, topic);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<Integer> lost = partitions.stream().map(TopicPartition::partition).collect(Collectors.toList());
    held.removeAll(lost);
    current = held.isEmpty() ? -1 : held.first();
    pending.moved(lost);
  }
}
