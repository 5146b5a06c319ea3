package dev.streamviewer.webhook.websub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.config.Secret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WebSubTest {
  private static final WebSubConfig CONFIG =
      new WebSubConfig(
          URI.create("http://localhost:1/hub"),
          URI.create("https://api.twitch.tv/helix/streams"),
          URI.create("https://viewer.test/api/callback"),
          new HubCredentials(List.of(new Secret("a-webhook-secret"))));

  private static final Duration ROUND_TIMEOUT = Duration.ofMillis(300);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void startsTheNextRoundAfterAHangingOne(Vertx vertx) throws Exception {
    var rounds = new AtomicInteger();
    var released = new AtomicInteger();
    var topics = vertx.sharedData().<String, String>getLocalAsyncMap("topics").await(60, SECONDS);
    var webSub =
        new WebSub(
            vertx,
            Optional.of(CONFIG),
            topics,
            () ->
                rounds.incrementAndGet() == 1
                    ? Promise.<Boolean>promise().future()
                    : Future.succeededFuture(false),
            new RoundGuard(vertx, "websub", ROUND_TIMEOUT, meters, released::incrementAndGet),
            Set::of,
            () -> true,
            Clock.systemUTC());

    vertx.runOnContext(go -> webSub.start());

    await().until(() -> rounds.get() == 2);
    await().until(() -> released.get() == 1);
    webSub.stop().await(60, SECONDS);
  }
}
