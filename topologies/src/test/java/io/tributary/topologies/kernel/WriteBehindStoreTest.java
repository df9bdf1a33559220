package io.tributary.topologies.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteBehindStoreTest {
  private final KeyValueStore<Bytes, byte[]> inner = Stores.inMemoryKeyValueStore("rows").get();
  private final WriteBehindStore store = new WriteBehindStore(new OverlappedStore(inner, 0));

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** Whatever was written, deleted, handed on or looked up before: the writer sees exactly what a sorted map would hold. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void isASortedMapToItsWriter(long seed) {
    Random random = new Random(seed);
    NavigableMap<String, String> model = new TreeMap<>();
    for (int step = 0; step < 2_000; step++) {
      String key = key(random);
      String other = key(random);
      switch (random.nextInt(9)) {
        case 0, 1 -> {
          store.put(bytes(key), bytes("v" + step).get());
          model.put(key, "v" + step);
        }
        case 2 -> {
          store.putAll(List.of(KeyValue.pair(bytes(key), bytes("a" + step).get()), KeyValue.pair(bytes(other), null)));
          model.put(key, "a" + step);
          model.remove(other);
        }
        case 3 -> assertThat(text(store.delete(bytes(key)))).isEqualTo(model.remove(key));
        case 4 -> assertThat(text(store.putIfAbsent(bytes(key), bytes("i" + step).get())))
            .isEqualTo(model.putIfAbsent(key, "i" + step));
        case 5 -> store.flushCache();
        default -> {}
      }
      assertThat(text(store.get(bytes(other)))).isEqualTo(model.get(other));
      String low = key.compareTo(other) < 0 ? key : other;
      String high = key.compareTo(other) < 0 ? other : key;
      assertThat(texts(store.range(bytes(low), bytes(high)))).isEqualTo(texts(model.subMap(low, true, high, true)));
      assertThat(texts(store.reverseRange(bytes(low), bytes(high))))
          .isEqualTo(texts(model.subMap(low, true, high, true).descendingMap()));
    }
    assertThat(texts(store.all())).isEqualTo(texts(model));
    assertThat(texts(store.reverseAll())).isEqualTo(texts(model.descendingMap()));
    commit();
    assertThat(texts(inner.all())).isEqualTo(texts(model));
  }

  @Test
  void othersSeeATransactionWholeOrNotAtAll() {
    store.put(bytes("a"), bytes("1").get());
    commit();
    store.put(bytes("a"), bytes("2").get());
    store.put(bytes("b"), bytes("2").get());

    assertThat(elsewhere()).containsExactly("a=1");
    assertThat(texts(store.all())).containsExactly("a=2", "b=2");

    commit();
    assertThat(elsewhere()).containsExactly("a=2", "b=2");
  }

  @Test
  void whatIsNotHandedOnIsGoneWhenTheStoreChangesHands() {
    store.put(bytes("a"), bytes("1").get());
    commit();
    store.put(bytes("a"), bytes("2").get());
    assertThat(text(store.get(bytes("absent")))).isNull();

    store.clearCache();
    // As a standby's changelog does.
    inner.put(bytes("a"), bytes("3").get());
    inner.put(bytes("absent"), bytes("3").get());

    store.put(bytes("c"), bytes("4").get());
    assertThat(texts(store.all())).containsExactly("a=3", "absent=3", "c=4");
    assertThat(text(store.get(bytes("absent")))).isEqualTo("3");
  }

  @Test
  void moreThanATransactionMayHoldGoesOnAtOnce() {
    for (int i = 0; i < 40; i++) {
      store.put(bytes("large" + i), new byte[500_000]);
    }
    RowWrites.ofThread().await();
    assertThat(inner.approximateNumEntries()).isPositive();
    commit();
    assertThat(inner.approximateNumEntries()).isEqualTo(40);
  }

  @Test
  void whatIsWrittenLastIsHandedOnWithTheRestUntilTheStoreChangesHands() {
    int[] asked = {0};
    store.beforeFlush(() -> store.put(bytes("last"), bytes(Integer.toString(++asked[0])).get()));
    store.put(bytes("a"), bytes("1").get());
    commit();
    assertThat(texts(inner.all())).containsExactly("a=1", "last=1");

    store.clearCache();
    commit();
    assertThat(asked).containsExactly(1);
  }

  private void commit() {
    store.flushCache();
    RowWrites.ofThread().await();
  }

  private List<String> elsewhere() {
    return CompletableFuture.supplyAsync(() -> texts(store.all())).join();
  }

  private static String key(Random random) {
    return "k" + (char) ('a' + random.nextInt(4)) + random.nextInt(12);
  }

  private static Bytes bytes(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] value) {
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static List<String> texts(KeyValueIterator<Bytes, byte[]> rows) {
    List<String> texts = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(row -> texts.add(text(row.key.get()) + "=" + text(row.value)));
    }
    return texts;
  }

  private static List<String> texts(NavigableMap<String, String> model) {
    return model.entrySet().stream().map(row -> row.getKey() + "=" + row.getValue()).toList();
  }
}
