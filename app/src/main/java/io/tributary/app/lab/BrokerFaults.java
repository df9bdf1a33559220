package io.tributary.app.lab;

import io.tributary.embedded.BrokerCluster;
import java.time.Duration;

/** What befalls one of three brokers, while a write needs two of them. */
final class BrokerFaults {
  private static final Duration A_WHILE = Duration.ofSeconds(5);

  private BrokerFaults() {}

  /** Each in its turn; the next one when all are in step again. */
  static void kill(Scene scene) throws InterruptedException {
    BrokerCluster cluster = scene.servers().three().cluster();
    for (int round = 0; round < scene.rounds(); round++) {
      int broker = round % cluster.size();
      scene.note("kill -9 broker " + broker);
      cluster.kill(broker);
      scene.rest(Duration.ofMillis(500));
      scene.awaitCalm();
      scene.rest(A_WHILE);
      back(scene, cluster, broker);
    }
  }

  static void bounce(Scene scene) throws InterruptedException {
    BrokerCluster cluster = scene.servers().three().cluster();
    for (int broker = 0; broker < cluster.size(); broker++) {
      scene.note("SIGTERM broker " + broker);
      cluster.stop(broker);
      back(scene, cluster, broker);
    }
  }

  private static void back(Scene scene, BrokerCluster cluster, int broker) throws InterruptedException {
    cluster.startAgain(broker);
    boolean inStep = cluster.awaitInStep(Duration.ofMinutes(2));
    scene.note("broker " + broker + (inStep ? " is back, all replicas are in step" : " is back, replicas are still behind"));
    scene.awaitCalm();
  }
}
