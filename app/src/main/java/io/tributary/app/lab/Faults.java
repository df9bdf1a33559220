package io.tributary.app.lab;

import io.tributary.app.fleet.Member;
import io.tributary.app.fleet.Member.Kind;
import io.tributary.app.fleet.RoleProcess;
import io.tributary.app.instance.Trees;
import io.tributary.schemas.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What can be done to a platform. */
final class Faults {
  private static final Duration A_WHILE = Duration.ofSeconds(5);
  private static final Duration BEYOND_TIMEOUTS = Duration.ofSeconds(8);
  private static final Duration AWAY = Duration.ofSeconds(3);
  private static final int POISONED = 20;
  private static final int ALLOCATIONS = 40;

  private Faults() {}

  static void nothing(Scene scene) throws InterruptedException {
    scene.rest(A_WHILE.multipliedBy(2));
  }

  static void killWorker(Scene scene) throws InterruptedException {
    for (int round = 0; round < scene.kills(); round++) {
      RoleProcess worker = scene.worker(round);
      scene.note("kill -9 " + worker.member().name());
      worker.kill();
      scene.rest(Duration.ofMillis(500));
      scene.awaitCalm();
      scene.startAgain(worker.member());
      scene.rest(A_WHILE);
    }
    scene.awaitShares();
    scene.awaitCalm();
  }

  static void freezeWorker(Scene scene) throws InterruptedException {
    for (int round = 0; round < Math.min(scene.rounds(), scene.workers().size()); round++) {
      RoleProcess worker = scene.worker(round);
      scene.note("SIGSTOP " + worker.member().name());
      worker.suspend();
      scene.rest(BEYOND_TIMEOUTS);
      scene.note("SIGCONT " + worker.member().name());
      worker.resume();
      scene.rest(A_WHILE);
      scene.awaitCalm();
    }
  }

  static void deleteState(Scene scene) throws InterruptedException {
    RoleProcess worker = scene.worker(0);
    scene.note("kill -9 " + worker.member().name());
    worker.kill();
    Trees.delete(scene.fleet().surroundings().states(worker.member()));
    scene.note("its state is deleted");
    scene.startAgain(worker.member());
    scene.rest(A_WHILE);
    scene.awaitCalm();
  }

  static void killCapture(Scene scene) throws InterruptedException {
    Allocations allocations = Allocations.inTurn(scene, ALLOCATIONS);
    for (int round = 0; round < scene.rounds(); round++) {
      scene.rest(Duration.ofMillis(700));
      RoleProcess capture = scene.capture();
      scene.note("kill -9 " + capture.member().name());
      capture.kill();
      scene.startAgain(capture.member());
    }
    long lacking = allocations.await();
    scene.note(ALLOCATIONS + " allocations were written; " + lacking + " wallets lack some");
  }

  static void postgresStop(Scene scene) throws InterruptedException {
    scene.note("SIGQUIT to PostgreSQL");
    scene.servers().stopPostgresImmediately();
    scene.rest(AWAY);
    scene.servers().startPostgres();
    scene.note("PostgreSQL runs again");
    for (Member member : scene.fleet().members(Kind.API)) {
      scene.fleet().process(member).awaitReady(Duration.ofMinutes(1));
    }
    scene.capture().awaitReady(Duration.ofMinutes(1));
    scene.note("APIs and capture are ready");
    long lacking = Allocations.sideBySide(scene, 1).await();
    scene.note("allocations were written; " + lacking + " wallets lack some");
  }

  static void brokerBounce(Scene scene) throws InterruptedException {
    scene.note("the broker is stopped");
    scene.servers().one().stopBroker();
    scene.rest(AWAY);
    scene.servers().one().startBroker();
    scene.note("the broker runs again");
    scene.rest(A_WHILE);
    scene.awaitCalm();
  }

  static void poison(Scene scene) throws InterruptedException {
    List<UUID> tenants = scene.load().accounts().stream().map(account -> UUID.fromString(account.id())).toList();
    try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
        Map.of("bootstrap.servers", scene.servers().bootstrapServers()), new StringSerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < POISONED; i++) {
        byte[] bytes = new byte[i];
        Arrays.fill(bytes, (byte) i);
        String key = i % 4 == 3 ? "no tenant" : tenants.get(i % tenants.size()).toString();
        var unused = producer.send(new ProducerRecord<>(Context.CREDITS.commands(), key, bytes));
      }
    }
    scene.note(POISONED + " unreadable commands were sent");
    scene.rest(A_WHILE);
    long kept = scene.topics().read(Context.CREDITS.deadLetters()).size();
    scene.found("every unreadable record is a dead letter", kept == POISONED, kept + " of " + POISONED);
  }

  static void noisyNeighbour(Scene scene) throws InterruptedException {
    Neighbour.flood(scene, A_WHILE.multipliedBy(2));
  }

  static void rollingRestart(Scene scene) throws InterruptedException {
    for (Kind kind : List.of(Kind.WORKER, Kind.API, Kind.CAPTURE)) {
      for (Member member : scene.fleet().members(kind)) {
        scene.note("SIGTERM " + member.name());
        scene.fleet().process(member).close();
        scene.startAgain(member);
      }
    }
    scene.awaitCalm();
  }
}
