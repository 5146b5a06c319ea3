package dev.streamviewer.tap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.tap.TapMembers.Change;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TapMembersTest {
  private final TapMembers members =
      new TapMembers(Duration.ofSeconds(2), Duration.ofSeconds(6), at(0));

  @Test
  void tellsThosePresentFromThoseThatJoin() {
    assertThat(members.answered("gateway-1", at(1))).contains(Change.PRESENT);
    assertThat(members.answered("webhook-1", at(3))).contains(Change.JOINED);
    assertThat(members.answered("gateway-1", at(4))).isEmpty();
  }

  @Test
  void reportsASilentProcessOnce() {
    members.answered("gateway-1", at(1));
    members.answered("webhook-1", at(1));
    members.answered("gateway-1", at(5));

    assertThat(members.removeSilent(at(8))).containsExactly("webhook-1");
    assertThat(members.removeSilent(at(9))).isEmpty();
    assertThat(members.answered("webhook-1", at(10))).contains(Change.JOINED);
  }

  @Test
  void reportsAStoppedProcessOnce() {
    members.answered("gateway-1", at(1));

    assertThat(members.left("gateway-1")).isTrue();
    assertThat(members.left("gateway-1")).isFalse();
    assertThat(members.removeSilent(at(100))).isEmpty();
  }

  private static long at(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
