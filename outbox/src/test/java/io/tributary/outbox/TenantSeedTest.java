package io.tributary.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.directory.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TenantSeedTest {
  @ParameterizedTest
  @CsvSource({
    "jane.doe@example.com, Jane Doe",
    "ops+alerts_2@example.com, Ops Alerts 2",
    "JD@example.com, JD",
    "!@example.com, Owner"
  })
  void namesTheOwnerByTheAddress(String email, String name) {
    assertThat(TenantSeed.nameOf(email)).isEqualTo(name);
  }

  @ParameterizedTest
  @EnumSource(SeedRole.class)
  void aRoleMayAllThatTheOneBelowMay(SeedRole role) {
    assertThat(role.permissions()).doesNotHaveDuplicates();
    assertThat(SeedRole.values()).filteredOn(below -> below.level() < role.level()).allSatisfy(below ->
        assertThat(role.permissions()).containsAll(below.permissions()).hasSizeGreaterThan(below.permissions().size()));
  }

  @Test
  void onlyTheOwnerDeletesUsers() {
    assertThat(SeedRole.values())
        .filteredOn(role -> role.permissions().stream().anyMatch(TenantSeedTest::deletesUsers))
        .containsExactly(SeedRole.OWNER);
  }

  private static boolean deletesUsers(Permission permission) {
    return permission.getResource().equals("users") && permission.getAction().equals("delete");
  }
}
