package io.tributary.queries;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a partition's views reflect at one moment, committed or not.
 *
 * @param offsets of the last record applied, by input partition
 * @param sequence the last {@code tenant_seq} applied of the asked tenant; 0 when there was none
 */
record Watermark(Map<TopicPartition, Long> offsets, long sequence) {
  Watermark {
    offsets = Map.copyOf(offsets);
  }
}
