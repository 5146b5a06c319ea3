package dev.streamviewer.sandbox.twitch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.EventTypes;
import dev.streamviewer.sandbox.twitch.eventsub.SubscriptionRequest;
import dev.streamviewer.sandbox.twitch.world.LiveStream;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock(Instant.EPOCH);
  private final TwitchWorld world = new TwitchWorld(List.of(new StreamCategory("1", "Art")));
  private final EventSubSubscriptions subscriptions = new EventSubSubscriptions(clock, 10_000);
  private final List<EventOrder> published = new ArrayList<>();
  private final DemoTraffic traffic =
      new DemoTraffic(vertx, world, subscriptions, published::add, clock, new Random(7));

  @BeforeEach
  void populate() {
    addStreamer("1", "watched");
    addStreamer("2", "other");
    traffic.turn(true);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void publishesForAWatchedStreamerEvery23Seconds() {
    watch("1", "stream.online", EventSubSubscription.ENABLED);

    for (var window = 0; window < 20; window++) {
      published.clear();
      runFor(23);
      assertThat(published).extracting(EventOrder::login).contains("watched");
    }
  }

  @Test
  void ignoresPendingSubscriptions() {
    watch("1", "stream.online", EventSubSubscription.PENDING);

    runFor(300);

    assertThat(published).hasSizeLessThan(40);
  }

  @Test
  void publishesOnlySubscribedPersonalTypes() {
    world.change("1", streamer -> streamer.online(new LiveStream("9", clock.instant(), 50)));
    watch("1", "channel.cheer", EventSubSubscription.ENABLED);

    runFor(400);

    assertThat(published)
        .filteredOn(order -> order.login().equals("watched"))
        .extracting(EventOrder::type)
        .contains("channel.cheer")
        .isSubsetOf(
            "channel.cheer",
            "channel.update",
            "channel.raid",
            "channel.chat.notification",
            "stream.offline");
  }

  @Test
  void announcesARaidInChatWithItsViewers() {
    world.change("1", streamer -> streamer.online(new LiveStream("9", clock.instant(), 50)));
    watch("1", "channel.raid", EventSubSubscription.ENABLED);

    runFor(400);

    var raid = first("channel.raid").event();
    var notice = first("channel.chat.notification").event();
    assertThat(notice.getString("notice_type")).isEqualTo("raid");
    assertThat(notice.getJsonObject("raid").getInteger("viewer_count"))
        .isEqualTo(raid.getInteger("viewers"));
    assertThat(notice.getString("chatter_user_login"))
        .isEqualTo(raid.getString("from_broadcaster_user_login"));
  }

  @Test
  void publishesNothingWhenTurnedOff() {
    watch("1", "stream.online", EventSubSubscription.ENABLED);
    traffic.turn(false);

    runFor(100);

    assertThat(published).isEmpty();
  }

  private EventOrder first(String type) {
    return published.stream().filter(e -> e.type().equals(type)).findFirst().orElseThrow();
  }

  private void runFor(int seconds) {
    for (var second = 0; second < seconds; second++) {
      clock.advance(Duration.ofSeconds(1));
      traffic.tick();
    }
  }

  private void addStreamer(String id, String login) {
    var user = new TwitchUser(id, login, login, "A streamer", 0, false);
    world.add(
        new SandboxStreamer(
            user, "Title", new StreamCategory("1", "Art"), "en", List.of("Title"), null));
  }

  private void watch(String id, String type, String status) {
    var request =
        new SubscriptionRequest(
            EventTypes.find(type).orElseThrow(),
            Map.of("broadcaster_user_id", id),
            new Webhook("http://localhost/callback", "a-secret-of-the-test"));
    var created = subscriptions.create(request, EventSubSubscription.APPLICATION, 1);
    subscriptions.changeStatus(created.id(), status);
  }
}
