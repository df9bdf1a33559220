package io.tributary.connectors;

import io.tributary.schemas.KafkaAccess;
import java.io.File;
import java.util.Map;

/** A process that captures until it is killed. */
final class CaptureChild {
  private CaptureChild() {}

  /** Arguments: host, port, database, user, password, bootstrap servers, offsets topic. */
  public static void main(String[] args) throws Exception {
    CaptureConfig config =
        CaptureConfig.of(args[0], Integer.parseInt(args[1]), args[2], args[3], args[4], KafkaAccess.open(args[5]))
            .withOffsetsTopic(args[6])
            // Small batches and a position stored after each of them: a kill then hits every state in between.
            .withOverrides(Map.of("max.batch.size", "7", "max.queue.size", "64", "offset.flush.interval.ms", "0"));
    OutboxCapture capture = new OutboxCapture(config);
    capture.start();
    System.exit(capture.failure().get().reason().isEmpty() ? 1 : 2);
  }

  static Process start(CaptureConfig config) throws Exception {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"), CaptureChild.class.getName(),
            config.host(), Integer.toString(config.port()), config.database(), config.user(), config.password(),
            config.kafka().bootstrapServers(), config.offsetsTopic())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/capture-child.log")))
        .start();
  }
}
