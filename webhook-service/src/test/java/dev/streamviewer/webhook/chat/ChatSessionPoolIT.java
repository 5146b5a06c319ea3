package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.retry.RetryGate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Assignment of streamers when one connection is not enough. */
@ExtendWith(VertxExtension.class)
class ChatSessionPoolIT {
  private static final int MANY = ChatSession.MOST_STREAMERS + 1;

  private final ChatTokenOwners tokenOwners = new ChatTokenOwners(Clock.systemUTC());
  private Context context;
  private EventSubServer twitch;
  private ChatSessionPool pool;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    context = vertx.getOrCreateContext();
    twitch = new EventSubServer(vertx);
    var eventSub = new EventSubSocketServer(vertx, twitch.webSocket());
    var subscriptions = new ChatSubscriptions(vertx, twitch.helix());
    pool =
        new ChatSessionPool(
            tokenOwners,
            (owner, listener) ->
                new ChatSession(vertx, owner, token(owner), eventSub, subscriptions, listener),
            notice -> {},
            gone -> {},
            () -> context.runOnContext(now -> pool.settle()),
            RetryGate.withJitter(Clock.systemUTC()),
            new ChatMeters(new SimpleMeterRegistry()));
  }

  @AfterEach
  void stop() throws Exception {
    on(pool::closeAll);
  }

  @Test
  void readsAWaitingStreamerOnceASessionHasRoom() throws Exception {
    watchesMany("ada");
    on(pool::settle);
    awaitReadings(ChatSession.MOST_STREAMERS);
    var unread = streamer(false);
    assertThat(twitch.sessions()).isEqualTo(1);

    var nobodyWantsThem = streamer(true);
    on(() -> tokenOwners.unwanted(nobodyWantsThem));
    on(pool::settle);

    await().untilAsserted(() -> assertThat(twitch.isRead(unread)).isTrue());
    awaitReadings(ChatSession.MOST_STREAMERS);
    assertThat(twitch.isRead(nobodyWantsThem)).isFalse();
    assertThat(twitch.sessions()).isEqualTo(1);
  }

  @Test
  void opensASecondSessionWhenTheFirstIsFull() throws Exception {
    watchesMany("ada");
    watchesMany("bo");

    on(pool::settle);

    awaitReadings(MANY);
    assertThat(twitch.sessions()).isEqualTo(2);
    assertThat(twitch.readBy(1)).isEqualTo(ChatSession.MOST_STREAMERS);
    assertThat(twitch.readBy(2)).isEqualTo(1);
  }

  private void watchesMany(String viewer) throws Exception {
    on(() -> streamers().forEach(id -> tokenOwners.heard(owner(viewer, id))));
  }

  private void awaitReadings(int count) {
    await().untilAsserted(() -> assertThat(twitch.readings()).isEqualTo(count));
  }

  private String streamer(boolean read) {
    return streamers().filter(id -> twitch.isRead(id) == read).findFirst().orElseThrow();
  }

  private void on(Runnable work) throws Exception {
    Future.<Void>future(
            done ->
                context.runOnContext(
                    now -> {
                      work.run();
                      done.complete();
                    }))
        .await(5, SECONDS);
  }

  private static Stream<String> streamers() {
    return IntStream.range(0, MANY).mapToObj(String::valueOf);
  }

  private static ChatTokenOwner owner(String viewer, String streamerId) {
    return new ChatTokenOwner(
        streamerId,
        "streamer" + streamerId,
        new Secret(viewer),
        new Secret("session of " + viewer));
  }

  private static ChatTokenSource token(ChatTokenOwner owner) {
    var token = new ChatToken("client", owner.viewerId(), new Secret("token"));
    return new ChatTokenSource(owner.lender(), question -> Future.succeededFuture(token));
  }
}
