package dev.streamviewer.tap.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactionTest {
  private static final String CREDENTIAL = "zq8f3k2v7w1x5y9b";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer zq8f3k2v7w1x5y9b",
        "OAuth zq8f3k2v7w1x5y9b",
        "https://viewer.test/api/auth/callback?code=zq8f3k2v7w1x5y9b&state=a",
        "access_token=zq8f3k2v7w1x5y9b",
        "{\"nested\":{\"refresh_token\":\"zq8f3k2v7w1x5y9b\"}}",
        "https://user:zq8f3k2v7w1x5y9b@viewer.test/",
        "https://viewer.test/#zq8f3k2v7w1x5y9b",
        "client_secret: zq8f3k2v7w1x5y9b",
        "{\"accesstoken\":\"zq8f3k2v7w1x5y9b\"}",
        "[{\"json\":\"{\\\"code\\\":\\\"zq8f3k2v7w1x5y9b\\\"}\"}]",
        "a word, zq8f3k2v7w1x5y9bzq8f3k2v7w1x5y, that looks like a token of Twitch",
        "eyJhbGciOiJub25l.zq8f3k2v7w1x5y9b.zq8f3k2v7w1x5y9b",
      })
  void credentialsInTextAreHidden(String text) {
    assertThat(SecretRedaction.text(text)).doesNotContain(CREDENTIAL);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void hidesSecretsInMessages(Object body) {
    assertThat(new MessageBody(body).safe().toString()).doesNotContain(CREDENTIAL);
  }

  static Stream<Object> bodies() {
    return Stream.of(
        new AppToken("client", new Secret(CREDENTIAL), Instant.EPOCH),
        new FindSession(new Secret(CREDENTIAL)),
        new ChatToken("client", new Secret(CREDENTIAL), new Secret(CREDENTIAL)),
        new GetChatToken(new Secret(CREDENTIAL), new Secret(CREDENTIAL)),
        new ChatTokenOwner("1", "tfue", new Secret(CREDENTIAL), new Secret(CREDENTIAL)),
        new ChatConsentRevoked(new Secret(CREDENTIAL)),
        new WatchStreamer("tfue", "1", Set.of(), new Secret(CREDENTIAL)),
        new BeginLogin(CREDENTIAL, "tfue", false, false, false),
        new CompleteLogin(new Secret(CREDENTIAL), CREDENTIAL, "", CREDENTIAL),
        new FindFollowedStreams(new Secret(CREDENTIAL)),
        new CreateOverlay(new Secret(CREDENTIAL), "tfue"),
        new NewOverlay(new Secret(CREDENTIAL), "tfue", Instant.EPOCH),
        new FindOverlay(new Secret(CREDENTIAL)),
        new JsonObject().put("password", CREDENTIAL),
        Buffer.buffer("not json, but " + CREDENTIAL),
        Map.of("headers", Map.of("Cookie", CREDENTIAL, "X-Own", CREDENTIAL)));
  }

  @Test
  void keepsPublicText() {
    var event =
        new StreamEvent(
            "m1",
            "channel.raid",
            Instant.EPOCH,
            new Streamer("1", "tfue", "Tfue"),
            "ninja raids Tfue with 40 viewers",
            new JsonObject().put("viewers", 40));

    var body = new MessageBody(event);

    assertThat(body.safe().path("headline").asText()).isEqualTo(event.headline());
    assertThat(body.streamer()).isEqualTo("tfue");
    assertThat(body.type()).isEqualTo("channel.raid");
    assertThat(body.concerns("tfue")).isTrue();
    assertThat(body.concerns("ninja")).isFalse();
  }

  @Test
  void hidesAChallengeAndShowsARefusal() {
    assertThat(new MessageBody(WebhookVerdict.challenge(CREDENTIAL)).safe().toString())
        .doesNotContain(CREDENTIAL);
    assertThat(
            new MessageBody(WebhookVerdict.refused(403, "The signature is wrong."))
                .safe()
                .toString())
        .contains("The signature is wrong.");
  }

  @Test
  void showsOnlyHarmlessHeadersOfACallback() {
    var delivery =
        new WebhookDelivery(
            Map.of(
                "twitch-eventsub-message-id", List.of("id-1"),
                "twitch-eventsub-subscription-type", List.of("stream.online"),
                "twitch-eventsub-message-signature", List.of(CREDENTIAL),
                "x-forwarded-for", List.of(CREDENTIAL)),
            Buffer.buffer(
                """
                {"subscription":{"transport":{"secret":"%s"}},
                 "event":{"broadcaster_user_login":"TFue"}}\
                """
                    .formatted(CREDENTIAL)));

    var body = new MessageBody(delivery);

    assertThat(body.safe().toString()).contains("id-1", "TFue").doesNotContain(CREDENTIAL);
    assertThat(body.type()).isEqualTo("stream.online");
    assertThat(body.streamer()).isEqualTo("tfue");
    assertThat(body.concerns("tfue")).isTrue();
  }

  @Test
  void cutsALongBody() {
    var body = new MessageBody(new JsonObject().put("text", "words ".repeat(10_000)));

    assertThat(body.safe().toString().length()).isLessThan(5_000);
  }
}
