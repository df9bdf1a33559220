package io.tributary.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LsnTest {
  @Test
  void textFormIsPostgresOwn() {
    assertThat(Lsn.parse("16/B374D848").value()).isEqualTo(0x16_B374D848L);
    assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
    assertThat(Lsn.parse("0/0").value()).isZero();
  }

  @Test
  void orderIsUnsigned() {
    assertThat(Lsn.parse("FFFFFFFF/0")).isGreaterThan(Lsn.parse("1/0"));
  }
}
