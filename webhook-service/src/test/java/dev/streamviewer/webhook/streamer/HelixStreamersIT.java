package dev.streamviewer.webhook.streamer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.helix.TwitchHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HelixStreamersIT {
  private TestTwitch twitch;

  @Test
  void isolatesAMalformedLogin(Vertx vertx) throws Exception {
    var channels = channels(vertx);
    var context = vertx.getOrCreateContext();

    var answers =
        Future.<List<Future<Optional<StreamerProfile>>>>future(
                asked -> context.runOnContext(now -> asked.complete(askMany(channels))))
            .compose(all -> Future.join(all).otherwiseEmpty().map(all))
            .await(60, SECONDS);

    assertThat(answers.get(0).failed()).isTrue();
    assertThat(answers.subList(1, 100)).allSatisfy(it -> assertThat(it.result()).isPresent());
    assertThat(twitch.calls("GET", "/users")).isLessThanOrEqualTo(15);
  }

  private static List<Future<Optional<StreamerProfile>>> askMany(HelixStreamers channels) {
    return IntStream.range(0, 100)
        .mapToObj(i -> channels.byLogin(i == 0 ? "not-a-login" : "streamer" + i))
        .toList();
  }

  private HelixStreamers channels(Vertx vertx) {
    twitch = TestTwitch.start(vertx, Clock.systemUTC());
    IntStream.range(1, 100).forEach(i -> twitch.id("streamer" + i));
    var helix =
        new HelixClient(
            vertx,
            twitch.helix(),
            refused -> Future.succeededFuture(twitch.appToken()),
            new RateLimitBucket(new SimpleMeterRegistry(), Cluster.NONE, Clock.systemUTC()),
            new TwitchHealth(),
            Clock.systemUTC());
    return new HelixStreamers(
        helix.spending(HelixCallPurpose.NAMES),
        helix.spending(HelixCallPurpose.SEARCHES),
        Timers.of(vertx));
  }
}
