package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredPositionTest {
  @Test
  void aStreamedRowStoresTheEndOfTheTransactionBeforeIt() {
    Map<String, Object> row =
        Map.of("lsn", 900L, "lsn_proc", 900L, "lsn_commit", 800L, "txId", 7L, "ts_usec", 5L, "messageType", "INSERT");
    assertThat(StoredPosition.storable(row)).contains(Map.of("lsn", 800L, "lsn_commit", 800L, "ts_usec", 5L));
  }

  @Test
  void nothingIsStoredBeforeTheFirstCommit() {
    assertThat(StoredPosition.storable(Map.of("lsn", 900L, "lsn_proc", 900L))).isEmpty();
  }

  @Test
  void theFirstReadingsOffsetsAreStoredAsTheyAre() {
    Map<String, Object> row = Map.of("lsn", 10L, "snapshot", "INITIAL", "last_snapshot_record", false);
    assertThat(StoredPosition.storable(row)).contains(row);
    assertThat(StoredPosition.of(row)).isEqualTo(new StoredPosition(new Lsn(10), true));
  }

  @Test
  void theLastRowOfTheFirstReadingEndsIt() {
    Map<String, Object> last = Map.of("lsn", 10L, "snapshot", "INITIAL", "last_snapshot_record", true);
    assertThat(StoredPosition.of(last)).isEqualTo(new StoredPosition(new Lsn(10), false));
  }

  @Test
  void offsetsOfConnectCountFromTheirLastCommit() {
    assertThat(StoredPosition.of(Map.of("lsn", 900L, "lsn_proc", 900L, "lsn_commit", 800L)).lsn())
        .isEqualTo(new Lsn(800));
  }

  @Test
  void anOffsetWithoutPositionIsAnError() {
    assertThatThrownBy(() -> StoredPosition.of(Map.of("txId", 1L))).isInstanceOf(CaptureException.class);
  }
}
