package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class IntentVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String URL = "https://api.twitch.tv/helix/streams?user_id=42";

  private static final Secret SECRET = new Secret("a-secret-of-the-test");
  private static final Secret NEXT_SECRET = new Secret("the-secret-after-it");
  private static final HubCredentials CREDENTIALS = new HubCredentials(List.of(SECRET));
  private static final String KEY_ID = CREDENTIALS.currentKeyId();

  private WebSubSubscriptions subscriptions;

  @BeforeEach
  void begin(Vertx vertx) {
    AsyncMap<String, String> map = vertx.sharedData().<String, String>getAsyncMap("t").await();
    subscriptions = new WebSubSubscriptions(map);
  }

  @Test
  void confirmsARequestedTopicWithTheHubsLease() {
    subscriptions.add(subscribing()).await();

    assertThat(verify(NOW, "subscribe", "600")).isEqualTo(WebhookVerdict.challenge("c"));

    var topic = subscriptions.find(URL).await().orElseThrow();
    assertThat(topic.phase()).isEqualTo(SubscriptionPhase.ACTIVE);
    assertThat(topic.renewal()).isEqualTo(NOW.plusSeconds(300));
    assertThat(topic.ends()).isEqualTo(NOW.plusSeconds(600));
  }

  @Test
  void capsTheLeaseAtTheRequestedLease() {
    subscriptions.add(subscribing()).await();

    verify(NOW, "subscribe", "9999999999");

    assertThat(subscriptions.find(URL).await().orElseThrow().ends())
        .isEqualTo(NOW.plus(WebSubHub.LEASE));
  }

  @Test
  void repeatsAConfirmationWithinAMinute() {
    subscriptions.add(subscribing()).await();
    verify(NOW, "subscribe", "600");

    assertThat(verify(NOW.plusSeconds(30), "subscribe", "700").status()).isEqualTo(200);
    assertThat(subscriptions.find(URL).await().orElseThrow().ends())
        .isEqualTo(NOW.plusSeconds(600));
    assertThat(verify(NOW.plusSeconds(61), "subscribe", "700").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"subscribe", "unsubscribe"})
  void refusesUnexpectedVerifications(String mode) {
    assertThat(verify(NOW, mode, "600").status()).isEqualTo(404);
  }

  @Test
  void refusesAVerificationOfAnotherModeOrTopic() {
    subscriptions.add(subscribing()).await();
    assertThat(verify(NOW, "unsubscribe", null).status()).isEqualTo(404);

    var other = WebSubSubscription.unknown(URL + "1").subscribing(NOW, KEY_ID).unsubscribing(NOW);
    subscriptions.add(other).await();
    var token = CREDENTIALS.current(other.url()).token();
    var question = new VerifyIntent("subscribe", other.url(), "c", "600", null, token);
    assertThat(verifier(NOW).verify(question).await().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "0", "-1", "1", "299", "soon", "99999999999"})
  void refusesMissingAndShortLeases(String lease) {
    subscriptions.add(subscribing()).await();

    assertThat(verify(NOW, "subscribe", lease).status()).isEqualTo(400);
    assertThat(subscriptions.find(URL).await().orElseThrow().phase())
        .isEqualTo(SubscriptionPhase.SUBSCRIBING);
  }

  @Test
  void confirmsAnEndOnce() {
    subscriptions.add(unsubscribing()).await();

    assertThat(verify(NOW, "unsubscribe", null)).isEqualTo(WebhookVerdict.challenge("c"));
    assertThat(subscriptions.find(URL).await()).isEmpty();
  }

  @Test
  void recordsADenialOfAnActiveSubscription() {
    subscriptions.add(subscribing().active(NOW, Duration.ofDays(1))).await();

    assertThat(verify(NOW, "denied", null).status()).isEqualTo(200);
    assertThat(subscriptions.find(URL).await().orElseThrow().phase())
        .isEqualTo(SubscriptionPhase.DENIED);
    assertThat(verify(NOW, "subscribe", "600").status()).isEqualTo(404);
  }

  @Test
  void storesNothingForAnUnexpectedDenial() {
    assertThat(verify(NOW, "denied", null).status()).isEqualTo(200);
    assertThat(subscriptions.all().await()).isEmpty();
  }

  static Stream<Secret> tokensOfStrangers() {
    return Stream.of(
        null,
        new Secret(""),
        new Secret("guessed"),
        CREDENTIALS.current(URL).secret(),
        CREDENTIALS.current(URL + "1").token(),
        TopicCredentials.derive(new Secret("of another deployment"), URL).token());
  }

  @ParameterizedTest
  @MethodSource("tokensOfStrangers")
  void refusesAConfirmationWithAnotherToken(Secret token) {
    var requested = subscribing();
    subscriptions.add(requested).await();

    assertThat(verify("subscribe", "864000", token).status()).isEqualTo(404);
    assertThat(subscriptions.find(URL).await()).contains(requested);
  }

  @ParameterizedTest
  @MethodSource("tokensOfStrangers")
  void refusesAnEndWithAnotherToken(Secret token) {
    var leaving = unsubscribing();
    subscriptions.add(leaving).await();

    assertThat(verify("unsubscribe", null, token).status()).isEqualTo(404);
    assertThat(subscriptions.find(URL).await()).contains(leaving);
  }

  @ParameterizedTest
  @MethodSource("tokensOfStrangers")
  void refusesADenialWithAnotherToken(Secret token) {
    var served = subscribing().active(NOW, Duration.ofDays(1));
    subscriptions.add(served).await();

    assertThat(verify("denied", null, token).status()).isEqualTo(404);
    assertThat(subscriptions.find(URL).await()).contains(served);
  }

  @Test
  void acceptsThePreviousSecretDuringARotation() {
    subscriptions.add(subscribing()).await();

    var question = question("subscribe", "600", CREDENTIALS.current(URL).token());

    assertThat(rotating().verify(question).await()).isEqualTo(WebhookVerdict.challenge("c"));
  }

  @Test
  void confirmsOnlyTheEndAtAFormerCallback() {
    var renewed =
        subscribing()
            .active(NOW, Duration.ofDays(1))
            .subscribing(NOW, TopicCredentials.keyId(NEXT_SECRET));
    subscriptions.add(renewed).await();
    var former = CREDENTIALS.current(URL).token();

    assertThat(rotating().verify(question("subscribe", "600", former)).await().status())
        .isEqualTo(404);
    assertThat(rotating().verify(question("denied", null, former)).await().status()).isEqualTo(200);
    assertThat(rotating().verify(question("unsubscribe", null, former)).await())
        .isEqualTo(WebhookVerdict.challenge("c"));
    assertThat(subscriptions.find(URL).await()).contains(renewed);
  }

  private static WebSubSubscription subscribing() {
    return WebSubSubscription.unknown(URL).subscribing(NOW, KEY_ID);
  }

  private static WebSubSubscription unsubscribing() {
    return subscribing().unsubscribing(NOW);
  }

  private WebhookVerdict verify(Instant now, String mode, String lease) {
    var question = question(mode, lease, CREDENTIALS.current(URL).token());
    return verifier(now).verify(question).await();
  }

  private WebhookVerdict verify(String mode, String lease, Secret token) {
    return verifier(NOW).verify(question(mode, lease, token)).await();
  }

  private static VerifyIntent question(String mode, String lease, Secret token) {
    return new VerifyIntent(mode, URL, "c", lease, null, token);
  }

  private IntentVerifier verifier(Instant now) {
    return new IntentVerifier(subscriptions, CREDENTIALS, Clock.fixed(now, ZoneOffset.UTC));
  }

  private IntentVerifier rotating() {
    return new IntentVerifier(
        subscriptions,
        new HubCredentials(List.of(NEXT_SECRET, SECRET)),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
