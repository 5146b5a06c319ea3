package dev.streamviewer.webhook.streamer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.helix.TwitchHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HelixStreamersIT {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void isolatesAMalformedLogin(Vertx vertx) throws Exception {
    var channels = channels(vertx);
    var context = vertx.getOrCreateContext();

    var answers =
        Future.<List<Future<Optional<StreamerProfile>>>>future(
                asked -> context.runOnContext(now -> asked.complete(askMany(channels))))
            .compose(all -> Future.join(all).otherwiseEmpty().map(all))
            .await(10, SECONDS);

    assertThat(answers.get(0).failed()).isTrue();
    assertThat(answers.subList(1, 100)).allSatisfy(it -> assertThat(it.result()).isPresent());
    assertThat(calls).hasValueLessThanOrEqualTo(15);
  }

  private static List<Future<Optional<StreamerProfile>>> askMany(HelixStreamers channels) {
    return IntStream.range(0, 100)
        .mapToObj(i -> channels.byLogin(i == 0 ? "not-a-login" : "streamer" + i))
        .toList();
  }

  private HelixStreamers channels(Vertx vertx) throws Exception {
    var server = vertx.createHttpServer().requestHandler(this::answer).listen(0).await(5, SECONDS);
    var token = new AppToken("client", new Secret("token"), Instant.now().plusSeconds(60));
    var helix =
        new HelixClient(
            vertx,
            URI.create("http://localhost:" + server.actualPort()),
            refused -> Future.succeededFuture(token),
            new RateLimitBucket(new SimpleMeterRegistry(), Cluster.NONE, Clock.systemUTC()),
            new TwitchHealth(),
            Clock.systemUTC());
    return new HelixStreamers(
        helix.spending(HelixCallPurpose.NAMES),
        helix.spending(HelixCallPurpose.SEARCHES),
        Timers.of(vertx));
  }

  /** Like Twitch: a malformed login fails the call. */
  private void answer(HttpServerRequest request) {
    calls.incrementAndGet();
    var logins = request.params().getAll("login");
    if (!logins.stream().allMatch(it -> it.matches("\\w{1,25}"))) {
      request
          .response()
          .setStatusCode(400)
          .end("{\"message\":\"Invalid username(s), email(s), or ID(s). Bad Identifiers.\"}");
      return;
    }
    var users =
        logins.stream().map(it -> new JsonObject().put("id", "id-" + it).put("login", it)).toList();
    request.response().end(new JsonObject().put("data", new JsonArray(users)).toBuffer());
  }
}
