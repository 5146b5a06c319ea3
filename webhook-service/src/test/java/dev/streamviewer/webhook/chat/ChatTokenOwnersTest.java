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

  private final ChatTokenOwners lenders = new ChatTokenOwners(clock);

  @Test
  void areAskedInTheOrderInWhichTheyCame() {
    lenders.heard(lender("ada", "s1"));
    lenders.heard(lender("bo", "s2"));

    assertThat(lenders.of("1"))
        .extracting(it -> it.viewerId().value())
        .containsExactly("ada", "bo");
    assertThat(lenders.streamers()).containsExactly("1");
  }

  @Test
  void whoLoadsThePageAgainHasNotLeft() {
    lenders.heard(lender("ada", "s1"));
    lenders.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));
    assertThat(lenders.lends(new Secret("ada"), "1")).isTrue();
    assertThat(lenders.of("1")).isEmpty();

    lenders.heard(lender("ada", "s1"));
    pass(Duration.ofSeconds(10));

    assertThat(lenders.of("1")).hasSize(1);
  }

  @Test
  void whoLeavesIsForgottenSoon() {
    lenders.heard(lender("ada", "s1"));
    lenders.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));

    pass(Duration.ofSeconds(6));

    assertThat(lenders.lends(new Secret("ada"), "1")).isFalse();
    assertThat(lenders.streamers()).isEmpty();
  }

  @Test
  void whoLeavesOnOneDeviceStillLendsOnAnother() {
    lenders.heard(lender("ada", "laptop"));
    lenders.heard(lender("ada", "phone"));
    lenders.heard(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("laptop")));

    pass(Duration.ofSeconds(6));

    assertThat(lenders.of("1")).containsExactly(lender("ada", "phone"));
    assertThat(lenders.lends(new Secret("ada"), "1")).isTrue();
  }

  @Test
  void whoSignsOutIsForgottenAtOnceAndOnlyInThatSession() {
    lenders.heard(lender("ada", "s1"));
    lenders.heard(lender("bo", "s2"));

    assertThat(lenders.gone(new Secret("s1"))).containsExactly(lender("ada", "s1"));

    assertThat(lenders.of("1")).containsExactly(lender("bo", "s2"));
  }

  @Test
  void whatTheClusterRemembersIsTrueButForThoseWhoHaveJustCome() {
    lenders.heard(lender("old", "s1"));
    pass(Duration.ofSeconds(30));
    lenders.heard(lender("new", "s2"));

    lenders.replace(List.of(lender("kept", "s3")));
    pass(Duration.ofSeconds(6));

    assertThat(lenders.of("1"))
        .extracting(it -> it.viewerId().value())
        .containsExactly("new", "kept");
  }

  @Test
  void arentKeptWithoutEnd() {
    for (var i = 0; i < 200; i++) {
      lenders.heard(lender("v" + i, "s" + i));
    }

    assertThat(lenders.of("1")).hasSize(ChatTokenOwners.MOST_FOR_ONE);
    assertThat(lenders.hasRoomFor(lender("v0", "another"))).isTrue();
    assertThat(lenders.hasRoomFor(lender("v199", "s199"))).isFalse();

    lenders.heard(lender("v0", "another"));
    assertThat(lenders.of("1"))
        .hasSize(ChatTokenOwners.MOST_FOR_ONE)
        .contains(lender("v0", "another"))
        .doesNotContain(lender("v0", "s0"));
  }

  @Test
  void aViewersNewestDevicesCount() {
    for (var i = 0; i < 200; i++) {
      lenders.heard(lender("ada", "s" + i));
    }

    assertThat(lenders.of("1"))
        .hasSize(ChatTokenOwners.MOST_DEVICES)
        .contains(lender("ada", "s199"))
        .doesNotContain(lender("ada", "s0"));
    assertThat(lenders.hasRoomFor(lender("bo", "s"))).isTrue();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    lenders.tidy();
  }

  private static ChatTokenOwner lender(String viewer, String session) {
    return new ChatTokenOwner("1", "tfue", new Secret(viewer), new Secret(session));
  }
}
