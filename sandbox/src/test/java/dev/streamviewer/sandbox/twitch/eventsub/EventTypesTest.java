package dev.streamviewer.sandbox.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.eventsub.EventType.Shape;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  @Test
  void listsAllTypesOfAFamily() {
    assertThat(EventTypes.names())
        .contains("stream.offline", "channel.prediction.lock", "channel.chat.clear_user_messages");
  }

  @Test
  void requiresNoConsentForPublicTypes() {
    for (var name : Set.of("stream.online", "stream.offline", "channel.update", "channel.raid")) {
      assertThat(EventTypes.find(name).orElseThrow().needsConsent()).as(name).isFalse();
    }
  }

  @Test
  void acceptsReadOrManageScopes() {
    var poll = EventTypes.find("channel.poll.begin").orElseThrow();

    assertThat(poll.scopes()).containsExactly(Set.of("channel:read:polls", "channel:manage:polls"));
  }

  @Test
  void requiresAModeratorForFollows() {
    var follow = EventTypes.find("channel.follow").orElseThrow();

    assertThat(follow.version()).isEqualTo("2");
    assertThat(follow.shape()).isEqualTo(Shape.BM);
  }
}
