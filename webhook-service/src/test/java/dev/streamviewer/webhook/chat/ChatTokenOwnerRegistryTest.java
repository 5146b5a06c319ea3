package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.testing.InterceptedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ChatTokenOwnerRegistryTest {
  private static final ChatTokenOwner OWNER =
      new ChatTokenOwner("1", "tfue", new Secret("ada"), new Secret("s1"));

  @Test
  void repeatsARemovalThatFailed(Vertx vertx) throws Exception {
    AsyncMap<String, String> map =
        vertx.sharedData().<String, String>getLocalAsyncMap("owners").await(60, SECONDS);
    var isDown = new AtomicBoolean(true);
    var store =
        new ChatTokenOwnerStore(
            InterceptedMap.before(
                map,
                "remove",
                () -> isDown.get() ? Future.failedFuture("down") : Future.succeededFuture()));
    var owners = new ChatTokenOwners(Clock.systemUTC());
    var registry = new ChatTokenOwnerRegistry(owners, store, owners::heard, Clock.systemUTC());
    registry.watched(OWNER);
    await().until(() -> !owners.of("1").isEmpty());
    registry.left(ChatTokenOwner.left("tfue", new Secret("ada"), new Secret("s1")));
    await().until(() -> owners.of("1").isEmpty());
    assertThat(map.size().await(60, SECONDS)).isEqualTo(1);

    registry.read().await(60, SECONDS);
    assertThat(owners.of("1")).isEmpty();

    isDown.set(false);
    registry.read().await(60, SECONDS);
    await().until(() -> map.size().await(60, SECONDS) == 0);
  }
}
