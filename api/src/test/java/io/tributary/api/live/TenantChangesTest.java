package io.tributary.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.api.live.TenantChanges.Watch;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever looks at an inventory in which nothing happens asks nobody. */
class TenantChangesTest {
  private static final UUID TENANT = new UUID(1, 2);
  private static final UUID OTHER = new UUID(3, 5);

  private final TenantChanges changes = new TenantChanges();

  @Test
  void looksWhenSomethingHasHappenedAndOnceMore() {
    changes.follow();
    Watch watch = changes.watch(TENANT);
    assertThat(looks(watch, 10)).as("at first, and once more").isEqualTo(2);
    changes.happened(OTHER);
    assertThat(looks(watch, 10)).isZero();
    changes.happened(TENANT);
    changes.happened(TENANT);
    assertThat(looks(watch, 10)).isEqualTo(2);
    assertThat(looks(watch, 10 * Watch.IDLE)).as("now and then, in case an event was missed").isEqualTo(10);
  }

  @Test
  void looksAlwaysWhileNobodyFollowsTheEvents() {
    Watch watch = changes.watch(TENANT);
    assertThat(looks(watch, 10)).isEqualTo(10);
    changes.follow();
    assertThat(looks(watch, 10)).as("what was missed before is looked for").isEqualTo(2);
    changes.lose();
    assertThat(looks(watch, 10)).isEqualTo(10);
  }

  private static int looks(Watch watch, int turns) {
    int looks = 0;
    for (int i = 0; i < turns; i++) {
      looks += watch.due() ? 1 : 0;
    }
    return looks;
  }
}
