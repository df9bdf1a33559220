package io.tributary.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.app.lab.BrokerProxy.Blow;
import io.tributary.app.lab.BrokerProxy.Weather;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerProxyTest {
  private final BlockingQueue<ApiKeys> arrived = new LinkedBlockingQueue<>();
  private ServerSocket broker;
  private BrokerProxy proxy;

  @BeforeEach
  void start() throws IOException {
    broker = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
    proxy = BrokerProxy.to(broker.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
  }

  @Test
  void inFairWeatherAllPasses() throws Exception {
    try (Socket line = line()) {
      assertThat(ask(line, ApiKeys.PRODUCE)).isEqualTo(ApiKeys.PRODUCE.id);
      assertThat(ask(line, ApiKeys.END_TXN)).isEqualTo(ApiKeys.END_TXN.id);
    }
    assertThat(proxy.turn(Weather.FAIR)).isZero();
  }

  @Test
  void aLostRequestDoesNotArriveAndOthersPass() throws Exception {
    proxy.turn(new Weather(Set.of(ApiKeys.END_TXN), Blow.LOSE_REQUEST, 2));
    try (Socket line = line()) {
      assertThat(ask(line, ApiKeys.END_TXN)).isEqualTo(ApiKeys.END_TXN.id);
      assertThat(ask(line, ApiKeys.PRODUCE)).isEqualTo(ApiKeys.PRODUCE.id);
      assertThatThrownBy(() -> ask(line, ApiKeys.END_TXN)).isInstanceOf(IOException.class);
    }
    assertThat(proxy.turn(Weather.FAIR)).isEqualTo(1);
    assertThat(arrived).containsExactly(ApiKeys.END_TXN, ApiKeys.PRODUCE);
  }

  @Test
  void whoseReplyIsLostWasHeard() throws Exception {
    proxy.turn(new Weather(Set.of(ApiKeys.PRODUCE), Blow.LOSE_REPLY, 1));
    try (Socket line = line()) {
      assertThatThrownBy(() -> ask(line, ApiKeys.PRODUCE)).isInstanceOf(IOException.class);
    }
    assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo(ApiKeys.PRODUCE);
  }

  @Test
  void whatIsLateArrives() throws Exception {
    proxy.turn(new Weather(Set.of(ApiKeys.PRODUCE), Blow.DELAY, 1));
    try (Socket line = line()) {
      assertThat(ask(line, ApiKeys.PRODUCE)).isEqualTo(ApiKeys.PRODUCE.id);
    }
    assertThat(proxy.turn(Weather.FAIR)).isEqualTo(1);
  }

  private Socket line() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static short ask(Socket line, ApiKeys what) throws IOException {
    DataOutputStream out = new DataOutputStream(line.getOutputStream());
    out.writeInt(Short.BYTES);
    out.writeShort(what.id);
    out.flush();
    return new DataInputStream(line.getInputStream()).readShort();
  }

  /** Answers each request with its API key. */
  private void accept() {
    while (!broker.isClosed()) {
      try {
        Socket line = broker.accept();
        Thread.ofVirtual().start(() -> answer(line));
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void answer(Socket line) {
    try (line) {
      DataInputStream in = new DataInputStream(line.getInputStream());
      DataOutputStream out = new DataOutputStream(line.getOutputStream());
      while (true) {
        int unusedLength = in.readInt();
        short key = in.readShort();
        arrived.add(ApiKeys.forId(key));
        out.writeShort(key);
        out.flush();
      }
    } catch (IOException e) {
      // The other side left.
    }
  }
}
