package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaNamesTest {
  @Test
  void namesAreLegibleAndFitInPostgres() {
    assertThat(SchemaNames.candidate("acme-gym.example.com", 0)).matches("tenant_acme_gym_example_com_[0-9a-f]{10}");
    String longest = SchemaNames.candidate("a".repeat(63) + "." + "b".repeat(63) + ".com", 0);
    assertThat(longest).hasSizeLessThanOrEqualTo(63);
    assertThat(new TenantSchema(longest).quoted()).isEqualTo('"' + longest + '"');
  }

  @Test
  void domainsThatLookAlikeHaveDifferentNames() {
    assertThat(SchemaNames.candidate("a-b.example.com", 0)).isNotEqualTo(SchemaNames.candidate("a.b.example.com", 0));
    assertThat(SchemaNames.candidate("a.example.com", 0)).isNotEqualTo(SchemaNames.candidate("a.example.com", 1));
  }

  @Test
  void onlySafeNamesAreQuoted() {
    assertThatThrownBy(() -> new TenantSchema("tenant_a\"; drop schema public; --"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TenantSchema("public")).isInstanceOf(IllegalArgumentException.class);
  }
}
