package dev.streamviewer.webhook.helix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HelixClientIT {
  private static final int FLOOD = 50;

  @Test
  void delaysAFloodBelowTheRateLimit(Vertx vertx) throws Exception {
    var asked = new AtomicInteger();
    var helix =
        client(
                vertx,
                request -> {
                  asked.incrementAndGet();
                  request
                      .response()
                      .putHeader("Ratelimit-Limit", "60")
                      .putHeader("Ratelimit-Remaining", "0")
                      .end("{}");
                })
            .spending(HelixCallPurpose.SEARCHES);
    helix.get("/users?login=first").await(5, SECONDS);

    var flood = flood(helix);
    Future.join(flood).otherwiseEmpty().await(10, SECONDS);

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
    assertThat(asked).hasValueLessThan(FLOOD / 2);
  }

  @Test
  void keepsOtherPurposesGoingDuringSilentSearches(Vertx vertx) throws Exception {
    var client =
        client(
            vertx,
            request -> {
              if (request.path().endsWith("/subscriptions")) {
                request.response().end("{}");
              }
            });
    var flood = flood(client.spending(HelixCallPurpose.SEARCHES));

    var upkeep =
        client.spending(HelixCallPurpose.UPKEEP).get("/eventsub/subscriptions").await(5, SECONDS);

    assertThat(upkeep.status()).isEqualTo(200);
    assertThat(flood).noneMatch(Future::isComplete);
  }

  @Test
  void logsNoSearchTermWhenTwitchFails(Vertx vertx) throws Exception {
    var client = client(vertx, request -> request.response().setStatusCode(500).end("{}"));
    try (var log = new CapturedLog(HelixClient.class)) {
      client
          .spending(HelixCallPurpose.SEARCHES)
          .get("/search/channels?query=my+secret")
          .otherwiseEmpty()
          .await(5, SECONDS);

      assertThat(log.lines()).anyMatch(it -> it.contains("GET /search/channels answered 500"));
      assertThat(log.lines()).noneMatch(it -> it.contains("secret"));
    }
  }

  private static List<Future<Helix.Answer>> flood(Helix helix) {
    return IntStream.range(0, FLOOD).mapToObj(i -> helix.get("/users?login=" + i)).toList();
  }

  private static HelixClient client(Vertx vertx, Handler<HttpServerRequest> twitch)
      throws Exception {
    var server = vertx.createHttpServer().requestHandler(twitch).listen(0).await(5, SECONDS);
    var token = new AppToken("client", new Secret("token"), Instant.now().plusSeconds(60));
    return new HelixClient(
        vertx,
        URI.create("http://localhost:" + server.actualPort()),
        refused -> Future.succeededFuture(token),
        new RateLimitBucket(new SimpleMeterRegistry(), Cluster.NONE, Clock.systemUTC()),
        new TwitchHealth(),
        Clock.systemUTC());
  }
}
