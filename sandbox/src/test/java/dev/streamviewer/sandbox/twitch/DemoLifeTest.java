package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.Transport.Webhook;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoLifeTest {
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final World world = new World(List.of(new Category("1", "Art")));
  private final Subscriptions subscriptions = new Subscriptions(clock, 10_000);
  private final List<Emission> happened = new ArrayList<>();
  private final DemoLife life =
      new DemoLife(vertx, world, subscriptions, happened::add, clock, new Random(7));

  @BeforeEach
  void populate() {
    addStreamer("1", "watched");
    addStreamer("2", "other");
    life.turn(true);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void whoIsWatchedShowsSomethingEveryTwentyThreeSecondsAtMost() {
    watch("1", "stream.online", Subscription.ENABLED);

    for (var window = 0; window < 20; window++) {
      happened.clear();
      live(23);
      assertThat(happened).extracting(Emission::login).contains("watched");
    }
  }

  @Test
  void aSubscriptionThatIsNotEnabledMakesNobodyLivelier() {
    watch("1", "stream.online", Subscription.PENDING);

    live(300);

    assertThat(happened).hasSizeLessThan(40);
  }

  @Test
  void personalEventsAreOfTheTypesThatWereSubscribed() {
    world.change("1", streamer -> streamer.online(new LiveStream("9", clock.instant(), 50)));
    watch("1", "channel.cheer", Subscription.ENABLED);

    live(400);

    assertThat(happened)
        .filteredOn(emission -> emission.login().equals("watched"))
        .extracting(Emission::type)
        .contains("channel.cheer")
        .isSubsetOf(
            "channel.cheer",
            "channel.update",
            "channel.raid",
            "channel.chat.notification",
            "stream.offline");
  }

  @Test
  void aRaidThatArrivesIsAnnouncedInChatWithAsManyViewers() {
    world.change("1", streamer -> streamer.online(new LiveStream("9", clock.instant(), 50)));
    watch("1", "channel.raid", Subscription.ENABLED);

    live(400);

    var raid = first("channel.raid").event();
    var notice = first("channel.chat.notification").event();
    assertThat(notice.getString("notice_type")).isEqualTo("raid");
    assertThat(notice.getJsonObject("raid").getInteger("viewer_count"))
        .isEqualTo(raid.getInteger("viewers"));
    assertThat(notice.getString("chatter_user_login"))
        .isEqualTo(raid.getString("from_broadcaster_user_login"));
  }

  @Test
  void nothingHappensWhenItIsOff() {
    watch("1", "stream.online", Subscription.ENABLED);
    life.turn(false);

    live(100);

    assertThat(happened).isEmpty();
  }

  private Emission first(String type) {
    return happened.stream().filter(e -> e.type().equals(type)).findFirst().orElseThrow();
  }

  private void live(int seconds) {
    for (var second = 0; second < seconds; second++) {
      clock.pass(Duration.ofSeconds(1));
      life.tick();
    }
  }

  private void addStreamer(String id, String login) {
    var user = new User(id, login, login, "A streamer", 0, false);
    world.add(new Streamer(user, "Title", new Category("1", "Art"), "en", List.of("Title"), null));
  }

  private void watch(String id, String type, String status) {
    var request =
        new SubscriptionRequest(
            EventTypes.find(type).orElseThrow(),
            Map.of("broadcaster_user_id", id),
            new Webhook("http://localhost/callback", "a-secret-of-the-test"));
    var created = subscriptions.create(request, Subscription.APPLICATION, 1);
    subscriptions.changeStatus(created.id(), status);
  }
}
