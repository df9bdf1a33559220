package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.app.lab.BrokerProxy.Blow;
import io.tributary.app.lab.BrokerProxy.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;

/** A worker whose line to the broker loses and delays what its transactions are made of. */
final class BadLine {
  private static final Duration PHASE = Duration.ofSeconds(6);
  private static final Duration READY = Duration.ofMinutes(3);

  private BadLine() {}

  static void endure(Scene scene) throws InterruptedException {
    Member worker = scene.workers().getFirst();
    BrokerProxy proxy = scene.servers().one().proxy();
    scene.fleet().process(worker).close();
    scene.fleet().start(worker, List.of(), Map.of("TRIBUTARY_KAFKA_BOOTSTRAP", "127.0.0.1:" + proxy.port()))
        .awaitReady(READY);
    scene.note(worker.name() + " speaks to the broker through a proxy");
    scene.awaitShares();
    phase(scene, "requests to end a transaction get lost", new Weather(Set.of(ApiKeys.END_TXN), Blow.LOSE_REQUEST, 7));
    phase(scene, "replies get lost to those who ended one", new Weather(Set.of(ApiKeys.END_TXN), Blow.LOSE_REPLY, 7));
    phase(scene, "replies get lost to those who wrote", new Weather(Set.of(ApiKeys.PRODUCE), Blow.LOSE_REPLY, 23));
    phase(scene, "both come late", new Weather(Set.of(ApiKeys.END_TXN, ApiKeys.PRODUCE), Blow.DELAY, 5));
    proxy.turn(Weather.FAIR);
    scene.awaitCalm();
    scene.fleet().process(worker).close();
    scene.startAgain(worker);
    scene.awaitCalm();
  }

  private static void phase(Scene scene, String what, Weather weather) throws InterruptedException {
    BrokerProxy proxy = scene.servers().one().proxy();
    proxy.turn(weather);
    scene.rest(PHASE);
    long struck = proxy.turn(Weather.FAIR);
    scene.note(what + ": " + struck + " times");
    scene.found(what, struck > 0, struck + " times");
  }
}
