#!/bin/sh
# Creates the topics that the capture writes to, unless they exist. A test compares them with CaptureTopics.
set -eu

create() {
  topic=$1
  partitions=$2
  shift 2
  for config in "$@"; do
    set -- "$@" --config "$config"
    shift
  done
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$TRIBUTARY_KAFKA_BOOTSTRAP" --create --if-not-exists \
    --topic "$topic" --partitions "$partitions" "$@"
}

create outbox.directory "$TRIBUTARY_PARTITIONS" cleanup.policy=delete retention.ms=604800000 message.timestamp.type=LogAppendTime
create outbox.credits "$TRIBUTARY_PARTITIONS" cleanup.policy=delete retention.ms=604800000 message.timestamp.type=LogAppendTime
