package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WebSubSchedulerTest {
  private static final Secret SECRET = new Secret("a-secret-of-the-test");
  private static final String KEY_ID = TopicCredentials.keyId(SECRET);
  private static final Secret NEXT_SECRET = new Secret("the-secret-after-it");

  private final List<String> requests = new ArrayList<>();
  private final List<TopicCredentials> given = new ArrayList<>();
  private final Set<String> wanted = new HashSet<>();
  private boolean knowsAll = true;
  private Future<Void> answer = Future.succeededFuture();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private AsyncMap<String, String> map;
  private WebSubSubscriptions subscriptions;
  private WebSubScheduler scheduler;
  private WebSubScheduler rotated;
  private WebSubScheduler afterwards;

  @BeforeEach
  void begin(Vertx vertx) {
    map = vertx.sharedData().<String, String>getAsyncMap("t").await();
    subscriptions = new WebSubSubscriptions(map);
    var clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    var hub =
        new WebSubHub() {
          @Override
          public Future<Void> subscribe(String topic, TopicCredentials credentials) {
            requests.add("+" + topic);
            given.add(credentials);
            return answer;
          }

          @Override
          public Future<Void> unsubscribe(String topic, TopicCredentials credentials) {
            requests.add("-" + topic);
            given.add(credentials);
            return answer;
          }
        };
    scheduler = scheduler(hub, clock, SECRET);
    rotated = scheduler(hub, clock, NEXT_SECRET, SECRET);
    afterwards = scheduler(hub, clock, NEXT_SECRET);
  }

  private WebSubScheduler scheduler(WebSubHub hub, Clock clock, Secret... secrets) {
    return new WebSubScheduler(
        subscriptions,
        hub,
        id -> "t" + id,
        new HubCredentials(List.of(secrets)),
        () -> wanted,
        () -> knowsAll,
        clock);
  }

  @Test
  void requestsAWantedTopicOnce() {
    wanted.addAll(Set.of("1", "2"));
    scheduler.round().await();
    scheduler.round().await();

    assertThat(requests).containsExactlyInAnyOrder("+t1", "+t2");
    assertThat(topic("t1").phase()).isEqualTo(SubscriptionPhase.SUBSCRIBING);
  }

  @Test
  void repeatsFailedRequestsAfterGrowingPauses() {
    wanted.add("1");
    answer = Future.failedFuture("the hub answered 500, expected 202");
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofMinutes(1))).isZero();
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofDays(1))).isBetween(20, 30);
  }

  @Test
  void renewsALeaseAfterHalfItsTime() {
    wanted.add("1");
    activate("t1", Duration.ofHours(2));

    now = now.plus(Duration.ofMinutes(59));
    scheduler.round().await();
    assertThat(requests).isEmpty();

    now = now.plus(Duration.ofMinutes(1));
    scheduler.round().await();
    assertThat(requests).containsExactly("+t1");
    assertThat(topic("t1").ends()).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void endsUnwantedTopicsAfterAMinuteWithThreeAttempts() {
    activate("t1", Duration.ofDays(10));
    scheduler.round().await();
    now = now.plusSeconds(59);
    scheduler.round().await();
    assertThat(requests).isEmpty();

    requestsWithin(Duration.ofHours(1));

    assertThat(requests).containsExactly("-t1", "-t1", "-t1");
    assertThat(subscriptions.all().await()).isEmpty();
  }

  @Test
  void keepsTheSubscriptionOfAViewerWhoReturnsInTime() {
    activate("t1", Duration.ofDays(10));
    scheduler.round().await();
    wanted.add("1");
    now = now.plusSeconds(90);
    scheduler.round().await();
    wanted.clear();
    scheduler.round().await();

    assertThat(requests).isEmpty();
  }

  @Test
  void requestsATopicAgainThatIsEnding() {
    activate("t1", Duration.ofDays(10));
    scheduler.round().await();
    now = now.plusSeconds(60);
    scheduler.round().await();
    wanted.add("1");
    scheduler.round().await();

    assertThat(requests).containsExactly("-t1", "+t1");
  }

  @Test
  void endsNothingUntilAllWatchedStreamersAreKnown() {
    activate("t1", Duration.ofDays(10));
    knowsAll = false;

    assertThat(requestsWithin(Duration.ofHours(1))).isZero();
  }

  @Test
  void requestsNoDeniedTopic() {
    wanted.add("1");
    subscriptions.add(WebSubSubscription.unknown("t1").denied(now)).await();

    assertThat(requestsWithin(Duration.ofHours(23))).isZero();
  }

  @Test
  void requestsADeniedTopicAgainAfterADay() {
    wanted.add("1");
    subscriptions.add(WebSubSubscription.unknown("t1").denied(now)).await();
    now = now.plus(Duration.ofDays(1));

    scheduler.round().await();
    scheduler.round().await();

    assertThat(requests).containsExactly("+t1");
    assertThat(topic("t1").phase()).isEqualTo(SubscriptionPhase.SUBSCRIBING);
  }

  @Test
  void removesExpiredSubscriptionsWithoutARequest() {
    activate("t1", Duration.ofSeconds(30));

    assertThat(requestsWithin(Duration.ofMinutes(5))).isZero();
    assertThat(subscriptions.all().await()).isEmpty();
  }

  @Test
  void requestsNewTopicsBesideManyRenewals() {
    for (var i = 0; i < 200; i++) {
      wanted.add("old" + i);
      activate("told" + i, Duration.ofMinutes(10));
    }
    wanted.add("new");
    now = now.plus(Duration.ofMinutes(6));

    scheduler.round().await();

    assertThat(requests).contains("+tnew");
    assertThat(requests)
        .as("renewals of one round")
        .filteredOn(it -> it.startsWith("+told"))
        .hasSize(25);
  }

  @Test
  void endsTheFormerSubscriptionAfterItsReplacement() {
    wanted.add("1");
    activate("t1", Duration.ofDays(10));

    rotated.round().await();
    rotated.round().await();
    assertThat(requests).as("before the hub verified").containsExactly("+t1");
    assertThat(given).containsExactly(TopicCredentials.derive(NEXT_SECRET, "t1"));

    subscriptions.change(topic("t1"), topic("t1").active(now, Duration.ofDays(10))).await();
    rotated.round().await();
    rotated.round().await();
    assertThat(requests).containsExactly("+t1", "-t1");
    assertThat(given.get(1)).isEqualTo(TopicCredentials.derive(SECRET, "t1"));
  }

  @Test
  void letsTheLeaseEndASubscriptionWhoseSecretIsGone() {
    wanted.add("1");
    activate("t1", Duration.ofDays(10));

    afterwards.round().await();
    subscriptions.change(topic("t1"), topic("t1").active(now, Duration.ofDays(10))).await();
    afterwards.round().await();
    wanted.clear();
    afterwards.round().await();

    assertThat(requests).containsExactly("+t1");
    assertThat(topic("t1").formerKeyId()).isNull();
  }

  @Test
  void replacesEntriesWithoutCredentials() {
    wanted.add("1");
    map.put(
            "t1",
            "{\"url\":\"t1\",\"phase\":\"ACTIVE\",\"since\":\"%s\",\"attempts\":0,".formatted(now)
                + "\"renewal\":\"2026-03-06T12:00:00Z\",\"ends\":\"2026-03-11T12:00:00Z\"}")
        .await();

    scheduler.round().await();

    assertThat(requests).containsExactly("+t1");
    assertThat(topic("t1").keyId()).isEqualTo(KEY_ID);
  }

  @Test
  void changesAnEntryThatAnotherReleaseWrote() {
    wanted.add("1");
    map.put(
            "t1",
            "{\"new\":1,\"v\":1,\"phase\":\"ACTIVE\",\"url\":\"t1\",\"since\":\"%s\","
                    .formatted(now)
                + "\"attempts\":0,\"renewal\":\"2026-03-06T12:00:00Z\","
                + "\"ends\":\"2026-03-11T12:00:00Z\",\"keyId\":\"another\"}")
        .await();

    scheduler.round().await();

    assertThat(requests).containsExactly("+t1");
    assertThat(topic("t1").keyId()).isEqualTo(KEY_ID);
  }

  private int requestsWithin(Duration time) {
    var before = requests.size();
    for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(15)) {
      scheduler.round().await();
    }
    return requests.size() - before;
  }

  private void activate(String url, Duration lease) {
    subscriptions
        .add(WebSubSubscription.unknown(url).subscribing(now, KEY_ID).active(now, lease))
        .await();
  }

  private WebSubSubscription topic(String url) {
    return subscriptions.find(url).await().orElseThrow();
  }
}
