package dev.streamviewer.webhook.websub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
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
class HubRoundsTest {
  private final List<String> asked = new ArrayList<>();
  private final Set<String> wanted = new HashSet<>();
  private boolean knowsAll = true;
  private Future<Void> answer = Future.succeededFuture();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Topics topics;
  private HubRounds rounds;

  @BeforeEach
  void begin(Vertx vertx) {
    topics = new Topics(vertx.sharedData().<String, String>getAsyncMap("t").await());
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
        new Hub() {
          @Override
          public Future<Void> subscribe(String topic) {
            asked.add("+" + topic);
            return answer;
          }

          @Override
          public Future<Void> unsubscribe(String topic) {
            asked.add("-" + topic);
            return answer;
          }
        };
    rounds = new HubRounds(topics, hub, id -> "t" + id, () -> wanted, () -> knowsAll, clock);
  }

  @Test
  void whatIsWantedIsAskedForOnceAndNotedBefore() {
    wanted.addAll(Set.of("1", "2"));
    rounds.round().await();
    rounds.round().await();

    assertThat(asked).containsExactlyInAnyOrder("+t1", "+t2");
    assertThat(topic("t1").phase()).isEqualTo(Phase.SUBSCRIBING);
  }

  @Test
  void aHubThatFailsOrDoesNotVerifyIsAskedAgainEverMoreRarely() {
    wanted.add("1");
    answer = Future.failedFuture("the hub answered 500, expected 202");
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofMinutes(1))).isZero();
    assertThat(requestsWithin(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(requestsWithin(Duration.ofDays(1))).isBetween(20, 30);
  }

  @Test
  void halfALeaseBeforeItsEndAnotherIsAskedForWhileTheFirstGoesOn() {
    wanted.add("1");
    activate("t1", Duration.ofHours(2));

    now = now.plus(Duration.ofMinutes(59));
    rounds.round().await();
    assertThat(asked).isEmpty();

    now = now.plus(Duration.ofMinutes(1));
    rounds.round().await();
    assertThat(asked).containsExactly("+t1");
    assertThat(topic("t1").ends()).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void whatNobodyWantsEndsAfterAMinuteAndIsForgottenIfTheHubNeverSaysSo() {
    activate("t1", Duration.ofDays(10));
    rounds.round().await();
    now = now.plusSeconds(59);
    rounds.round().await();
    assertThat(asked).isEmpty();

    requestsWithin(Duration.ofHours(1));

    assertThat(asked).containsExactly("-t1", "-t1", "-t1");
    assertThat(topics.all().await()).isEmpty();
  }

  @Test
  void whoComesBackInTimeFindsEverythingAsItWas() {
    activate("t1", Duration.ofDays(10));
    rounds.round().await();
    wanted.add("1");
    now = now.plusSeconds(90);
    rounds.round().await();
    wanted.clear();
    rounds.round().await();

    assertThat(asked).isEmpty();
  }

  @Test
  void whoComesBackWhileItEndsIsSubscribedToAgain() {
    activate("t1", Duration.ofDays(10));
    rounds.round().await();
    now = now.plusSeconds(60);
    rounds.round().await();
    wanted.add("1");
    rounds.round().await();

    assertThat(asked).containsExactly("-t1", "+t1");
  }

  @Test
  void nothingEndsWhileItIsNotKnownWhoListens() {
    activate("t1", Duration.ofDays(10));
    knowsAll = false;

    assertThat(requestsWithin(Duration.ofHours(1))).isZero();
  }

  @Test
  void whatWasDeniedIsNotAskedForAgain() {
    wanted.add("1");
    topics.add(Topic.unknown("t1").denied(now)).await();

    assertThat(requestsWithin(Duration.ofHours(1))).isZero();
  }

  @Test
  void aLeaseThatIsOverIsNotAskedToEnd() {
    activate("t1", Duration.ofSeconds(30));

    assertThat(requestsWithin(Duration.ofMinutes(5))).isZero();
    assertThat(topics.all().await()).isEmpty();
  }

  private int requestsWithin(Duration time) {
    var before = asked.size();
    for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(15)) {
      rounds.round().await();
    }
    return asked.size() - before;
  }

  private void activate(String url, Duration lease) {
    topics.add(Topic.unknown(url).active(now, lease)).await();
  }

  private Topic topic(String url) {
    return topics.find(url).await().orElseThrow();
  }
}
