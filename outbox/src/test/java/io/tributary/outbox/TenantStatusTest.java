package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantStatusTest {
  @ParameterizedTest
  @CsvSource({
    "PROVISIONING, false, false, false",
    "ACTIVE, false, true, true",
    "SUSPENDED, true, false, true",
    "ARCHIVED, false, false, false"
  })
  void goesOnlyThroughItsLifeCycle(TenantStatus from, boolean active, boolean suspended, boolean archived) {
    assertThat(from.mayBecome(TenantStatus.PROVISIONING)).isFalse();
    assertThat(from.mayBecome(TenantStatus.ACTIVE)).isEqualTo(active);
    assertThat(from.mayBecome(TenantStatus.SUSPENDED)).isEqualTo(suspended);
    assertThat(from.mayBecome(TenantStatus.ARCHIVED)).isEqualTo(archived);
  }
}
