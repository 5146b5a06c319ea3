package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.VerifyIntent;
import dev.streamviewer.platform.contract.WebhookVerdict;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class IntentVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String URL = "https://api.twitch.tv/helix/streams?user_id=42";

  private Topics topics;

  @BeforeEach
  void begin(Vertx vertx) {
    AsyncMap<String, String> map = vertx.sharedData().<String, String>getAsyncMap("t").await();
    topics = new Topics(map);
  }

  @Test
  void whatWasAskedForIsConfirmedAndTheHubsLeaseCounts() {
    topics.add(Topic.unknown(URL).subscribing(NOW)).await();

    assertThat(verify(NOW, "subscribe", "600")).isEqualTo(WebhookVerdict.challenge("c"));

    var topic = topics.find(URL).await().orElseThrow();
    assertThat(topic.phase()).isEqualTo(Phase.ACTIVE);
    assertThat(topic.renewal()).isEqualTo(NOW.plusSeconds(300));
    assertThat(topic.ends()).isEqualTo(NOW.plusSeconds(600));
  }

  @Test
  void aLeaseIsNeverTakenToLastLongerThanWhatWasAskedFor() {
    topics.add(Topic.unknown(URL).subscribing(NOW)).await();

    verify(NOW, "subscribe", "9999999999");

    assertThat(topics.find(URL).await().orElseThrow().ends()).isEqualTo(NOW.plus(Hub.LEASE));
  }

  @Test
  void aHubThatDidNotHearTheAnswerMayAskAgainForAMinute() {
    topics.add(Topic.unknown(URL).subscribing(NOW)).await();
    verify(NOW, "subscribe", "600");

    assertThat(verify(NOW.plusSeconds(30), "subscribe", "700").status()).isEqualTo(200);
    assertThat(topics.find(URL).await().orElseThrow().ends()).isEqualTo(NOW.plusSeconds(600));
    assertThat(verify(NOW.plusSeconds(61), "subscribe", "700").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscribe", "unsubscribe"})
  void whatNobodyAskedForIsNotConfirmed(String mode) {
    assertThat(verify(NOW, mode, "600").status()).isEqualTo(404);
  }

  @Test
  void neitherAsksForTheOther() {
    topics.add(Topic.unknown(URL).subscribing(NOW)).await();
    assertThat(verify(NOW, "unsubscribe", null).status()).isEqualTo(404);

    var other = new Topic(URL + "1", Phase.UNSUBSCRIBING, NOW, 1, null, null);
    topics.add(other).await();
    var question = new VerifyIntent("subscribe", other.url(), "c", "600", null);
    assertThat(verifier(NOW).verify(question).await().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0", "-1", "soon", "99999999999"})
  void aLeaseThatIsNoneIsRefused(String lease) {
    topics.add(Topic.unknown(URL).subscribing(NOW)).await();

    assertThat(verify(NOW, "subscribe", lease).status()).isEqualTo(400);
    assertThat(topics.find(URL).await().orElseThrow().phase()).isEqualTo(Phase.SUBSCRIBING);
  }

  @Test
  void anEndIsConfirmedOnce() {
    topics.add(new Topic(URL, Phase.UNSUBSCRIBING, NOW, 1, null, null)).await();

    assertThat(verify(NOW, "unsubscribe", null)).isEqualTo(WebhookVerdict.challenge("c"));
    assertThat(topics.find(URL).await()).isEmpty();
  }

  @Test
  void aDenialGivesTheTopicUpEvenWhileItIsSent() {
    topics.add(Topic.unknown(URL).active(NOW, Duration.ofDays(1))).await();

    assertThat(verify(NOW, "denied", null).status()).isEqualTo(200);
    assertThat(topics.find(URL).await().orElseThrow().phase()).isEqualTo(Phase.DENIED);
    assertThat(verify(NOW, "subscribe", "600").status()).isEqualTo(404);
  }

  @Test
  void aDenialOfWhatNobodyAskedForLeavesNothingBehind() {
    assertThat(verify(NOW, "denied", null).status()).isEqualTo(200);
    assertThat(topics.all().await()).isEmpty();
  }

  private WebhookVerdict verify(Instant now, String mode, String lease) {
    return verifier(now).verify(new VerifyIntent(mode, URL, "c", lease, null)).await();
  }

  private IntentVerifier verifier(Instant now) {
    return new IntentVerifier(topics, Clock.fixed(now, ZoneOffset.UTC));
  }
}
