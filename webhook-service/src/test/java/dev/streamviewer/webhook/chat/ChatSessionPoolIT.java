package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.TestTwitch;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Assignment of streamers when one connection is not enough. */
@ExtendWith(VertxExtension.class)
class ChatSessionPoolIT {
  private static final int MANY = ChatSession.MAX_STREAMERS + 1;

  private final ChatTokenOwners tokenOwners = new ChatTokenOwners(Clock.systemUTC());
  private Context context;
  private final Map<Secret, ChatToken> tokens = new ConcurrentHashMap<>();
  private TestTwitch twitch;
  private List<String> streamers;
  private ChatSessionPool pool;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    context = vertx.getOrCreateContext();
    twitch = TestTwitch.start(vertx, Clock.systemUTC());
    streamers = IntStream.range(0, MANY).mapToObj(it -> twitch.id("streamer" + it)).toList();
    var eventSub = new EventSubSocketServer(vertx, twitch.webSocket());
    var subscriptions = new ChatSubscriptions(vertx, twitch.helix(), TypeVersions.RELEASED);
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
    awaitReadings(ChatSession.MAX_STREAMERS);
    var unread = streamer(false);
    assertThat(twitch.control.sockets()).hasSize(1);

    var nobodyWantsThem = streamer(true);
    on(() -> tokenOwners.unwanted(nobodyWantsThem));
    on(pool::settle);

    await().untilAsserted(() -> assertThat(isRead(unread)).isTrue());
    awaitReadings(ChatSession.MAX_STREAMERS);
    assertThat(isRead(nobodyWantsThem)).isFalse();
    assertThat(twitch.control.sockets()).hasSize(1);
  }

  @Test
  void opensASecondSessionWhenTheFirstIsFull() throws Exception {
    watchesMany("ada");
    watchesMany("bo");

    on(pool::settle);

    awaitReadings(MANY);
    assertThat(twitch.control.sockets()).hasSize(2);
    assertThat(readBy(0)).isEqualTo(ChatSession.MAX_STREAMERS);
    assertThat(readBy(1)).isEqualTo(1);
  }

  private void watchesMany(String viewer) throws Exception {
    var token = twitch.signIn(viewer, "user:read:chat");
    tokens.put(token.viewerId(), token);
    on(() -> streamers.forEach(id -> tokenOwners.heard(owner(token.viewerId(), id))));
  }

  private void awaitReadings(int count) {
    await().untilAsserted(() -> assertThat(readings()).hasSize(count));
  }

  private String streamer(boolean read) {
    var reads = readings();
    return streamers.stream().filter(id -> reads.contains(id) == read).findFirst().orElseThrow();
  }

  private void on(Runnable work) throws Exception {
    Future.<Void>future(
            done ->
                context.runOnContext(
                    now -> {
                      work.run();
                      done.complete();
                    }))
        .await(60, SECONDS);
  }

  /** Returns the streamers that are read, by any session. */
  private List<String> readings() {
    return twitch.subscriptions.all().stream()
        .filter(it -> "enabled".equals(it.getString("status")))
        .map(it -> it.getJsonObject("condition").getString("broadcaster_user_id"))
        .toList();
  }

  private boolean isRead(String streamerId) {
    return readings().contains(streamerId);
  }

  /** Number of streamers read by a session, numbered in order of opening. */
  private int readBy(int session) {
    return twitch.control.sockets().get(session).getInteger("subscriptions");
  }

  private static ChatTokenOwner owner(Secret viewerId, String streamerId) {
    return new ChatTokenOwner(
        streamerId,
        "streamer" + streamerId,
        viewerId,
        new Secret("session of " + viewerId.value()));
  }

  private ChatTokenSource token(ChatTokenOwner owner) {
    var token = tokens.get(owner.viewerId());
    return new ChatTokenSource(owner.lender(), question -> Future.succeededFuture(token));
  }
}
