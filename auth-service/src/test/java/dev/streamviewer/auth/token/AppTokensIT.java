package dev.streamviewer.auth.token;

import static dev.streamviewer.auth.TestAuthService.reason;
import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.auth.TestAuthService;
import dev.streamviewer.auth.TestTwitch;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AppTokensIT {
  private TestAuthService auth;
  private TestTwitch twitch;

  @BeforeEach
  void start(Vertx vertx) {
    auth = TestAuthService.start(vertx);
    twitch = auth.twitch();
  }

  @Test
  void fetchesOneAppTokenForConcurrentRequests() {
    var tokens =
        value(Future.all(Stream.generate(() -> auth.appToken(null)).limit(20).toList()))
            .<AppToken>list();

    assertThat(tokens).allMatch(tokens.get(0)::equals);
    assertThat(token(null)).isEqualTo(tokens.get(0).token());
    assertThat(requests()).hasSize(1);
  }

  @Test
  void renewsARejectedAppToken() {
    var rejected = token(null);

    var renewed = token(rejected);

    assertThat(renewed).isNotEqualTo(rejected);
    assertThat(token(rejected)).isEqualTo(renewed);
    assertThat(requests()).hasSize(2);
  }

  @Test
  void renewsAnAppTokenBeforeItExpires() {
    restartWithTokenOf5000Seconds("app1");
    twitch.answer(TestTwitch.TOKEN, new JsonObject().put("access_token", "app2"));
    auth.advance(Duration.ofSeconds(4600));

    assertThat(token(null)).isEqualTo(new Secret("app2"));
  }

  @Test
  void usesAnAppTokenUntilItExpiresIfRenewalFails() {
    restartWithTokenOf5000Seconds("app1");
    twitch.refuse(TestTwitch.TOKEN, 503, "later");
    auth.advance(Duration.ofSeconds(4600));

    assertThat(token(null)).isEqualTo(new Secret("app1"));
  }

  @Test
  void staysReadyAndNamesTheVariablesOfRefusedCredentials() {
    var rejected = token(null);
    twitch.refuse(TestTwitch.TOKEN, 403, "invalid client secret");

    var failure = failure(auth.appToken(rejected), BusFailure.class);

    assertThat(failure.reason()).isEqualTo(Reason.UPSTREAM);
    assertThat(failure)
        .as("for viewers")
        .hasMessage(
            "Twitch does not accept requests from this site at the moment. Please try again"
                + " later.");
    assertThat(auth.isReady()).isTrue();
    assertThat(auth.appTokenCheck())
        .as("for the operator")
        .isEqualTo(
            HealthStatus.DEGRADED
                .because(
                    "Twitch refuses this application's credentials (invalid client secret)."
                        + " Check TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET.")
                .getData());
  }

  @Test
  void isNotReadyBeforeTheFirstAppToken() {
    auth.undeploy();
    twitch.refuse(TestTwitch.TOKEN, 403, "invalid client secret");
    auth.deploy();
    await()
        .untilAsserted(() -> assertThat(auth.appTokenCheck().encode()).contains("invalid client"));
    assertThat(auth.isReady()).isFalse();

    twitch.control().clearFaults();
    auth.advance(Duration.ofSeconds(3));

    await().untilAsserted(() -> assertThat(auth.isReady()).isTrue());
  }

  @Test
  void staysReadyAndPausesRequestsWhileTwitchIsDown() {
    var rejected = token(null);
    twitch.refuse(TestTwitch.TOKEN, 503, "later");

    assertThat(reason(auth.appToken(rejected))).isEqualTo(Reason.UPSTREAM);
    assertThat(reason(auth.appToken(null))).isEqualTo(Reason.UPSTREAM);

    assertThat(auth.isReady()).isTrue();
    assertThat(requests()).hasSize(2);
  }

  @Test
  void retriesTheAppTokenAfterAPause() {
    var rejected = token(null);
    twitch.refuse(TestTwitch.TOKEN, 403, "invalid client secret");
    reason(auth.appToken(rejected));
    twitch.control().clearFaults();

    auth.advance(Duration.ofSeconds(3));

    assertThat(token(null)).isNotEqualTo(rejected);
    assertThat(auth.isReady()).isTrue();
  }

  private Secret token(Secret rejected) {
    return value(auth.appToken(rejected)).token();
  }

  private void restartWithTokenOf5000Seconds(String token) {
    auth.undeploy();
    twitch.answer(
        TestTwitch.TOKEN, new JsonObject().put("access_token", token).put("expires_in", 5000));
    auth.deploy();
    assertThat(token(null)).isEqualTo(new Secret(token));
  }

  private List<JsonObject> requests() {
    return twitch.tokenForms("client_credentials");
  }
}
