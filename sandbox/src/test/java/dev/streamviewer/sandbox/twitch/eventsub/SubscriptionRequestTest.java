package dev.streamviewer.sandbox.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.helix.TransportReader;
import dev.streamviewer.sandbox.twitch.oauth.AccessToken;
import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionRequestTest {
  private final AccessToken app = new AccessToken("t", null, Set.of(), Instant.MAX);
  private final TransportReader transports =
      new TransportReader(session -> Optional.empty(), conduit -> false);
  private final JsonObject body =
      new JsonObject()
          .put("type", "stream.online")
          .put("version", "1")
          .put("condition", new JsonObject().put("broadcaster_user_id", "1234"))
          .put(
              "transport",
              new JsonObject()
                  .put("method", "webhook")
                  .put("callback", "https://example.com/api/callback")
                  .put("secret", "0123456789"));

  @Test
  void acceptsTheExampleOfTheReference() {
    assertThat(request().condition()).containsOnly(Map.entry("broadcaster_user_id", "1234"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/x",
        "https://example.com:443/x",
        "http://localhost:8080/x",
        "http://127.0.0.1/x"
      })
  void acceptsHttpsOn443AndPlainLoopback(String callback) {
    body.getJsonObject("transport").put("callback", callback);

    assertThat(request().transport())
        .isInstanceOfSatisfying(
            Webhook.class, webhook -> assertThat(webhook.callback()).isEqualTo(callback));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/x",
        "https://example.com:8443/x",
        "ftp://localhost/x",
        "not a url",
        ""
      })
  void refusesAnyOtherCallback(String callback) {
    body.getJsonObject("transport").put("callback", callback);

    assertRefused("callback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "ünïcödé-secret"})
  void refusesInvalidSecrets(String secret) {
    body.getJsonObject("transport").put("secret", secret);

    assertRefused("secret must be between 10 and 100");
  }

  @Test
  void refusesARetiredVersionAsDeprecated() {
    body.put("type", "channel.follow").put("version", "1");

    assertRefused("cannot use deprecated subscription type and version");
  }

  @Test
  void refusesUnknownTypes() {
    body.put("type", "stream.paused");

    assertRefused("invalid subscription type and version");
  }

  @Test
  void refusesNumbersAsIds() {
    body.put("condition", new JsonObject().put("broadcaster_user_id", 1234));

    assertRefused("broadcaster_user_id must be a string");
  }

  @Test
  void requiresOneSideOfARaid() {
    body.put("type", "channel.raid")
        .put(
            "condition",
            new JsonObject()
                .put("from_broadcaster_user_id", "1")
                .put("to_broadcaster_user_id", "2"));

    assertRefused("one of from_broadcaster_user_id and to_broadcaster_user_id");
  }

  private SubscriptionRequest request() {
    return SubscriptionRequest.from(body, transport -> transports.read(transport, app));
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> request())
        .isInstanceOfSatisfying(ApiError.class, r -> assertThat(r.status()).isEqualTo(400))
        .hasMessageContaining(why);
  }
}
