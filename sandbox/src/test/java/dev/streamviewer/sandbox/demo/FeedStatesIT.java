package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is not well, the page says so, and what to do; in real Chromium. */
class FeedStatesIT {
  private static TestDemo demo;
  private static Backstage backstage;
  private static Browser browser;

  private Browser.Person person;
  private Page page;
  private Feed feed;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    backstage = demo.backstage();
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    demo.close();
  }

  @BeforeEach
  void open() {
    person = browser.person(1280, 900);
    page = person.page();
    feed = new Feed(page);
  }

  @AfterEach
  void leave() {
    backstage.clearTrouble();
    person.close();
  }

  @Test
  void reconnectsAndTellsHowManyEventsWereRestored() {
    watch("hubveteran");
    cutOff(4100);
    feed.awaitNotice("reconnecting");
    for (var i = 0; i < 2; i++) {
      backstage.awaitPublished(happen("channel.raid"));
    }

    backstage.clearTrouble();

    assertThat(feed.awaitNotice("restored")).containsText("2 missed events");
    feed.awaitLive();
  }

  @Test
  void isOfflineUntilTriedAgain() {
    watch("hubveteran");
    backstage.trouble("pusher", "refuse", new JsonObject());
    backstage.disconnectPages(4100);
    var notice = feed.awaitNotice("offline");

    backstage.clearTrouble();
    notice.getByText("Try now").click();

    feed.awaitLive();
    assertThat(notice).hasCount(0);
  }

  @Test
  void noticesThatTheDeviceHasNoNetwork() {
    watch("hubveteran");
    page.context().setOffline(true);
    feed.awaitNotice("network");
    feed.awaitState("offline");

    page.context().setOffline(false);
    feed.awaitLive();
  }

  @Test
  void givesTheReasonOfARefusal() {
    watch("hubveteran");
    cutOff(4004);
    var notice = feed.awaitNotice("refused");
    assertThat(notice).containsText("Too many people");

    backstage.clearTrouble();
    notice.getByText("Try now").click();
    feed.awaitLive();
  }

  @Test
  void restsWhenAServerTellsItAgainAndAgainToConnectAtOnce() {
    watch("hubveteran");
    cutOff(4200);
    feed.awaitNotice("offline");

    backstage.clearTrouble();
    feed.awaitLive();
  }

  @Test
  void readsByHandWhereNoLiveConnectionIsAllowed() {
    page.addInitScript("delete window.WebSocket");
    feed.open(demo, "tfue", "streamer=hubveteran");
    var notice = feed.awaitNotice("failed");
    var id = happen("channel.raid");
    backstage.awaitPublished(id);

    notice.getByText("Read events now").click();
    assertThat(feed.event(id)).isVisible();
  }

  @Test
  void saysThatEventsAreLate() {
    watch("hubveteran");
    for (var i = 0; i < 2; i++) {
      backstage.happen(
          new JsonObject()
              .put("type", "channel.update")
              .put("streamer", "hubveteran")
              .put("timestamp", Instant.now().minusSeconds(60).toString()));
    }
    feed.awaitNotice("late");

    happen("channel.update");
    assertThat(feed.byTestId("notice-late")).hasCount(0);
  }

  @Test
  void saysWhatTwitchHasNotConfirmedOrRefuses() {
    page.route("**/watch", FeedStatesIT::withoutRaids);
    watch("hubveteran");
    assertThat(feed.awaitNotice("pending")).containsText("Raid");
    assertThat(feed.byTestId("notice-subscription-refused")).containsText("No room is left");

    page.unroute("**/watch");
    assertThat(feed.byTestId("notice-pending")).hasCount(0);
  }

  @Test
  void saysWhatTwitchEndedUntilItSendsItAgain() {
    watch("hubveteran");
    backstage.happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", "hubveteran")
            .put("subscriptionType", "channel.update")
            .put("reason", "notification_failures_exceeded"));

    assertThat(feed.awaitNotice("revoked")).containsText("asks Twitch again by itself");
    assertThat(feed.byTestId("notice-revoked")).hasCount(0);
  }

  @Test
  void sendsToTheSignInWhoHasSignedOutElsewhere() {
    watch("hubveteran");
    var elsewhere = page.context().newPage();
    elsewhere.navigate(demo.url() + "/#/home");
    elsewhere.getByTestId("logout-button").click();
    assertThat(elsewhere.getByTestId("login-button")).isVisible();

    backstage.disconnectPages(4100);

    assertThat(page).hasURL(Pattern.compile(".*error=signed-out.*streamer=hubveteran.*"));
  }

  private void watch(String streamer) {
    feed.open(demo, "tfue", "streamer=" + streamer);
    feed.awaitLive();
  }

  /** Closes all sockets with a code, and each new one until the trouble is cleared. */
  private static void cutOff(int code) {
    backstage.trouble("pusher", "close", new JsonObject().put("code", code));
    backstage.disconnectPages(code);
  }

  private static String happen(String type) {
    return backstage.happen(type, "hubveteran", new JsonObject()).get(0);
  }

  private static void withoutRaids(Route route) {
    var answer = route.fetch();
    var watch = new JsonObject(answer.text());
    watch
        .getJsonObject("subscriptions")
        .put("pending", new JsonArray().add("channel.raid"))
        .put(
            "refused",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("type", "channel.update")
                        .put("reason", "No room is left at Twitch.")));
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(watch.encode()));
  }
}
