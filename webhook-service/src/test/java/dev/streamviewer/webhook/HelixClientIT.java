package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.AppToken;
import dev.streamviewer.platform.contract.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HelixClientIT {
  private static final int FLOOD = 50;

  @Test
  void aFloodOfQuestionsIsHeldBackHereInsteadOfBeingRefusedByTwitch(Vertx vertx) throws Exception {
    var asked = new AtomicInteger();
    var server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  asked.incrementAndGet();
                  request
                      .response()
                      .putHeader("Ratelimit-Limit", "60")
                      .putHeader("Ratelimit-Remaining", "0")
                      .end("{}");
                })
            .listen(0)
            .await(5, SECONDS);
    var client =
        new HelixClient(
            vertx,
            URI.create("http://localhost:" + server.actualPort()),
            refused ->
                Future.succeededFuture(
                    new AppToken("client", new Secret("token"), Instant.now().plusSeconds(60))),
            new HelixPoints(new SimpleMeterRegistry(), Clock.systemUTC()),
            new TwitchHealth(),
            Clock.systemUTC());
    client.get("/users?login=first").await(5, SECONDS);

    var flood = IntStream.range(0, FLOOD).mapToObj(i -> client.get("/users?login=" + i)).toList();
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
}
