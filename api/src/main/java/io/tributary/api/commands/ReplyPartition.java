package io.tributary.api.commands;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which partition of a replies topic an instance reads. Several may read the same one, each passing over the others' replies,
 * so there may be any number of instances; numbered ones ({@code api-0}, {@code api-1}) share only once there are more of them
 * than partitions.
 */
final class ReplyPartition {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");

  private ReplyPartition() {}

  /** @param partitions of the topic, at least 1 */
  static int of(String instanceId, int partitions) {
    Matcher number = NUMBER.matcher(instanceId);
    return Math.floorMod(number.find() ? Integer.parseInt(number.group(1)) : instanceId.hashCode(), partitions);
  }
}
