package dev.streamviewer.webhook.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatTokenOwnersTest {
  private Instant now = Instant.parse("2026-11-23T20:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final ChatTokenOwners tokenOwners = new ChatTokenOwners(clock);

  @Test
  void listsOwnersInOrderOfArrival() {
    tokenOwners.heard(owner("ada", "s1"));
    tokenOwners.heard(owner("bo", "s2"));

    assertThat(tokenOwners.of("1"))
        .extracting(it -> it.viewerId().value())
        .containsExactly("ada", "bo");
    assertThat(tokenOwners.streamers()).containsExactly("1");
  }

  @Test
  void keepsAnOwnerWhoReloadsThePage() {
    tokenOwners.heard(owner("ada", "s1"));
    tokenOwners.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));
    assertThat(tokenOwners.isTokenOwner(new Secret("ada"), "1")).isTrue();
    assertThat(tokenOwners.of("1")).isEmpty();

    tokenOwners.heard(owner("ada", "s1"));
    pass(Duration.ofSeconds(10));

    assertThat(tokenOwners.of("1")).hasSize(1);
  }

  @Test
  void forgetsAnOwnerSoonAfterLeaving() {
    tokenOwners.heard(owner("ada", "s1"));
    tokenOwners.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));

    pass(Duration.ofSeconds(6));

    assertThat(tokenOwners.isTokenOwner(new Secret("ada"), "1")).isFalse();
    assertThat(tokenOwners.streamers()).isEmpty();
  }

  @Test
  void keepsTheOtherDeviceOfAViewerWhoLeavesOnOne() {
    tokenOwners.heard(owner("ada", "laptop"));
    tokenOwners.heard(owner("ada", "phone"));
    tokenOwners.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("laptop")));

    pass(Duration.ofSeconds(6));

    assertThat(tokenOwners.of("1")).containsExactly(owner("ada", "phone"));
    assertThat(tokenOwners.isTokenOwner(new Secret("ada"), "1")).isTrue();
  }

  @Test
  void forgetsASignedOutSessionAtOnce() {
    tokenOwners.heard(owner("ada", "s1"));
    tokenOwners.heard(owner("bo", "s2"));

    assertThat(tokenOwners.gone(new Secret("s1"))).containsExactly(owner("ada", "s1"));

    assertThat(tokenOwners.of("1")).containsExactly(owner("bo", "s2"));
  }

  @Test
  void keepsOnlyStoredOwnersAndNewArrivals() {
    tokenOwners.heard(owner("old", "s1"));
    pass(Duration.ofSeconds(30));
    tokenOwners.heard(owner("new", "s2"));

    tokenOwners.replace(List.of(owner("kept", "s3")));
    pass(Duration.ofSeconds(6));

    assertThat(tokenOwners.of("1"))
        .extracting(it -> it.viewerId().value())
        .containsExactly("new", "kept");
  }

  /** Its removal from the memory of the cluster can fail. */
  @Test
  void keepsAwayAnOwnerWhoLeftAndIsStillStored() {
    tokenOwners.heard(owner("ada", "s1"));
    tokenOwners.heard(owner("bo", "s2"));
    tokenOwners.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));
    tokenOwners.gone(new Secret("s2"));
    pass(Duration.ofSeconds(6));

    var stored = List.of(owner("ada", "s1"), owner("bo", "s2"), owner("cy", "s3"));
    assertThat(tokenOwners.replace(stored)).containsExactly(owner("ada", "s1"), owner("bo", "s2"));
    assertThat(tokenOwners.of("1")).containsExactly(owner("cy", "s3"));

    tokenOwners.heard(owner("ada", "s1"));
    assertThat(tokenOwners.replace(stored)).containsExactly(owner("bo", "s2"));
    assertThat(tokenOwners.of("1")).contains(owner("ada", "s1"));
  }

  @Test
  void limitsTheOwnersOfAStreamer() {
    for (var i = 0; i < 200; i++) {
      tokenOwners.heard(owner("v" + i, "s" + i));
    }

    assertThat(tokenOwners.of("1")).hasSize(ChatTokenOwners.MAX_PER_STREAMER);
    assertThat(tokenOwners.hasRoomFor(owner("v0", "another"))).isTrue();
    assertThat(tokenOwners.hasRoomFor(owner("v199", "s199"))).isFalse();

    tokenOwners.heard(owner("v0", "another"));
    assertThat(tokenOwners.of("1"))
        .hasSize(ChatTokenOwners.MAX_PER_STREAMER)
        .contains(owner("v0", "another"))
        .doesNotContain(owner("v0", "s0"));
  }

  @Test
  void keepsTheNewestDevicesOfAViewer() {
    for (var i = 0; i < 200; i++) {
      tokenOwners.heard(owner("ada", "s" + i));
    }

    assertThat(tokenOwners.of("1"))
        .hasSize(ChatTokenOwners.MAX_DEVICES_PER_VIEWER)
        .contains(owner("ada", "s199"))
        .doesNotContain(owner("ada", "s0"));
    assertThat(tokenOwners.hasRoomFor(owner("bo", "s"))).isTrue();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    tokenOwners.tidy();
  }

  private static ChatTokenOwner owner(String viewer, String session) {
    return new ChatTokenOwner("1", "tfue", new Secret(viewer), new Secret(session));
  }
}
