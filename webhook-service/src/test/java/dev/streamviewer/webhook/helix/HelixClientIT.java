package dev.streamviewer.webhook.helix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.webhook.TestTwitch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HelixClientIT {
  private static final int FLOOD = 50;

  @Test
  void delaysAFloodBelowTheRateLimit(Vertx vertx) throws Exception {
    var twitch =
        TestTwitch.start(
            vertx, SandboxOptions.forTests().withTwitch(it -> it.withRateLimit(FLOOD / 3)));
    var helix = client(vertx, twitch).spending(HelixCallPurpose.SEARCHES);
    helix.get("/users?login=first").await(60, SECONDS);

    var flood = flood(helix);
    Future.join(flood).otherwiseEmpty().await(60, SECONDS);

    assertThat(flood).filteredOn(Future::succeeded).isNotEmpty();
    assertThat(flood)
        .filteredOn(Future::failed)
        .isNotEmpty()
        .allSatisfy(
            it ->
                assertThat(it.cause())
                    .isInstanceOfSatisfying(
                        BusFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(BusFailure.Reason.BUSY)));
    assertThat(twitch.calls("GET", "/users")).isLessThan(FLOOD / 2);
  }

  @Test
  void keepsOtherPurposesGoingDuringSilentSearches(Vertx vertx) throws Exception {
    var twitch = TestTwitch.start(vertx, Clock.systemUTC());
    twitch.control.addFault(
        "helix", "slow", new JsonObject().put("path", "/users").put("ms", 600_000));
    var client = client(vertx, twitch);
    var flood = flood(client.spending(HelixCallPurpose.SEARCHES));

    var upkeep =
        client.spending(HelixCallPurpose.UPKEEP).get("/eventsub/subscriptions").await(60, SECONDS);

    assertThat(upkeep.status()).isEqualTo(200);
    assertThat(flood).noneMatch(Future::isComplete);
  }

  @Test
  void logsNoSearchTermWhenTwitchFails(Vertx vertx) throws Exception {
    var twitch = TestTwitch.start(vertx, Clock.systemUTC());
    twitch.control.addFault("helix", "status", new JsonObject().put("status", 500));
    var client = client(vertx, twitch);
    try (var log = new CapturedLog(HelixClient.class)) {
      client
          .spending(HelixCallPurpose.SEARCHES)
          .get("/search/channels?query=my+secret")
          .otherwiseEmpty()
          .await(60, SECONDS);

      assertThat(log.lines()).anyMatch(it -> it.contains("GET /search/channels answered 500"));
      assertThat(log.lines()).noneMatch(it -> it.contains("secret"));
    }
  }

  private static List<Future<Helix.Answer>> flood(Helix helix) {
    return IntStream.range(0, FLOOD).mapToObj(i -> helix.get("/users?login=" + i)).toList();
  }

  private static HelixClient client(Vertx vertx, TestTwitch twitch) {
    return new HelixClient(
        vertx,
        twitch.helix(),
        refused -> Future.succeededFuture(twitch.appToken()),
        new RateLimitBucket(new SimpleMeterRegistry(), Cluster.NONE, Clock.systemUTC()),
        new TwitchHealth(),
        Clock.systemUTC());
  }
}
