package dev.streamviewer.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallbackRoutesTest {
  @Test
  void forwardsOnlySignedHeadersWithAllValues() {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Twitch-Eventsub-Message-Id", "one")
            .add("TWITCH-EVENTSUB-MESSAGE-ID", "two")
            .add("Twitch-Notification-Id", "three")
            .add("X-Hub-Signature", "")
            .add("Link", "<https://a>; rel=\"hub\"")
            .add("X-Hub-Signature-256", "sha256=00")
            .add("X-Link", "x")
            .add("Twitch-Eventsub", "x")
            .add("Cookie", "session=secret")
            .add("Authorization", "Bearer secret");

    assertThat(CallbackRoutes.signedHeaders(headers))
        .isEqualTo(
            Map.of(
                "twitch-eventsub-message-id", List.of("one", "two"),
                "twitch-notification-id", List.of("three"),
                "x-hub-signature", List.of(""),
                "link", List.of("<https://a>; rel=\"hub\"")));
  }

  @Test
  void forwardsNothingWithoutSignedHeaders() {
    assertThat(CallbackRoutes.signedHeaders(MultiMap.caseInsensitiveMultiMap())).isEmpty();
  }
}
