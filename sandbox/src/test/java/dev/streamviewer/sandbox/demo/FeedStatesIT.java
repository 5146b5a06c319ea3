package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is not well, the page says so, and what to do; in real Chromium. */
class FeedStatesIT {
  private static final Pattern RECENT = Pattern.compile(".*/events(\\?.*)?$");

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private DemoControl backstage;
  private Page page;
  private PageFeed feed;

  @BeforeEach
  void open() {
    backstage = scene.backstage();
    page = scene.page();
    feed = scene.feed();
  }

  @Test
  void saysThatTheFirstConnectionTakesLong() {
    scene.signIn();
    cutOff(4100);
    scene.go("home?streamer=hubveteran");
    feed.awaitNotice("connecting");

    backstage.clearTrouble();
    feed.awaitLive();
  }

  @Test
  void saysThatWhatWasMissedCannotBeRead() {
    scene.signIn();
    page.route(RECENT, Route::abort);
    scene.go("home?streamer=hubveteran");
    feed.awaitNotice("failing");

    page.unroute(RECENT);
    feed.awaitLive();
    feed.awaitNoNotice("failing");
  }

  @Test
  void saysThatThePrivateEventsAreRefused() {
    page.route(
        "**/api/pusher/auth", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
    scene.watch("tfue");

    feed.awaitNotice("muted", "public events only");
  }

  @Test
  void reconnectsAndTellsHowManyEventsWereRestored() {
    scene.watch("hubveteran");
    cutOff(4100);
    feed.awaitNotice("reconnecting");
    for (var i = 0; i < 2; i++) {
      backstage.awaitPublished(happen("channel.raid"));
    }

    backstage.clearTrouble();

    feed.awaitNotice("restored", "2 missed events");
    feed.awaitLive();
  }

  @Test
  void nothingMovesWhileNoticesComeAndGo() {
    scene.watch("hubveteran");
    backstage.awaitPublished(happen("channel.raid"));
    assertThat(feed.events()).not().hasCount(0);
    feed.countShifts();

    cutOff(4100);
    feed.awaitWords("reconnecting");
    backstage.clearTrouble();
    feed.awaitLive();
    page.context().setOffline(true);
    feed.awaitWords("network");
    page.context().setOffline(false);
    feed.awaitNoNotice("network");
    feed.awaitLive();

    Assertions.assertThat(feed.shifts()).isEmpty();
  }

  @Test
  void isOfflineUntilTriedAgain() {
    scene.watch("hubveteran");
    backstage.trouble("pusher", "refuse", new JsonObject());
    backstage.disconnectPages(4100);
    var notice = feed.awaitNotice("offline");

    backstage.clearTrouble();
    notice.getByRole(AriaRole.BUTTON).click();

    feed.awaitLive();
    feed.awaitNoNotice("offline");
  }

  @Test
  void noticesThatTheDeviceHasNoNetwork() {
    scene.watch("hubveteran");
    page.context().setOffline(true);
    feed.awaitNotice("network");
    feed.awaitState("offline");

    page.context().setOffline(false);
    feed.awaitLive();
  }

  @Test
  void givesTheReasonOfARefusal() {
    scene.watch("hubveteran");
    cutOff(4004);
    var notice = feed.awaitNotice("refused", "Too many people");

    backstage.clearTrouble();
    notice.getByRole(AriaRole.BUTTON).click();
    feed.awaitLive();
  }

  @Test
  void restsWhenAServerTellsItAgainAndAgainToConnectAtOnce() {
    scene.watch("hubveteran");
    cutOff(4200);
    feed.awaitNotice("offline");

    backstage.clearTrouble();
    feed.awaitLive();
  }

  @Test
  void readsByHandWhereNoLiveConnectionIsAllowed() {
    page.addInitScript("delete window.WebSocket");
    scene.signIn();
    scene.go("home?streamer=hubveteran");
    var notice = feed.awaitNotice("failed");
    var id = happen("channel.raid");
    backstage.awaitPublished(id);

    notice.getByText("Read events now").click();
    assertThat(feed.event(id)).isVisible();
  }

  @Test
  void saysThatEventsAreLate() {
    scene.watch("hubveteran");
    for (var i = 0; i < 2; i++) {
      backstage.happen(
          new JsonObject()
              .put("type", "channel.update")
              .put("streamer", "hubveteran")
              .put("timestamp", Instant.now().minusSeconds(60).toString()));
    }
    feed.awaitNotice("late");

    happen("channel.update");
    feed.awaitNoNotice("late");
  }

  @Test
  void saysWhatTwitchHasNotConfirmedOrRefuses() {
    page.route("**/watch", FeedStatesIT::withoutRaids);
    scene.watch("hubveteran");
    feed.awaitNotice("pending", "Raid");
    assertThat(feed.byTestId("notice-subscription-refused")).containsText("No room is left");

    page.unroute("**/watch");
    feed.awaitNoNotice("pending");
  }

  @Test
  void asksAgainOnWishForWhatTwitchDoesNotConfirm() {
    page.clock().install();
    page.route("**/watch", FeedStatesIT::withoutRaids);
    scene.watch("hubveteran");
    var unconfirmed = feed.byTestId("notice-unconfirmed");
    page.waitForCondition(
        () -> {
          page.clock().fastForward("00:30");
          return unconfirmed.isVisible();
        });
    var notice = feed.awaitNotice("unconfirmed", "Raid");

    page.unroute("**/watch");
    notice.getByText("Ask again").click();
    feed.awaitNoNotice("unconfirmed");
    feed.awaitNoNotice("pending");
  }

  @ParameterizedTest
  @CsvSource({
    "notification_failures_exceeded, subscribes again automatically",
    "user_removed, Choose another streamer",
    "version_removed, newer version of this site"
  })
  void saysWhatTwitchEndedUntilItSendsItAgain(String reason, String inWords) {
    scene.watch("hubveteran");
    backstage.happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", "hubveteran")
            .put("subscriptionType", "channel.update")
            .put("reason", reason));

    feed.awaitNotice("revoked", inWords);
    feed.awaitNoNotice("revoked");
  }

  @Test
  void sendsToTheSignInWhoHasSignedOutElsewhere() {
    scene.watch("hubveteran");
    var elsewhere = page.context().newPage();
    elsewhere.navigate(scene.demo().url() + "/#/home");
    elsewhere.getByTestId("logout-button").click();
    assertThat(elsewhere.getByTestId("login-button")).isVisible();

    backstage.disconnectPages(4100);

    assertThat(page).hasURL(Pattern.compile(".*error=signed-out.*streamer=hubveteran.*"));
  }

  /** Closes all sockets with a code, and each new one until the trouble is cleared. */
  private void cutOff(int code) {
    backstage.trouble("pusher", "close", new JsonObject().put("code", code));
    backstage.disconnectPages(code);
  }

  private String happen(String type) {
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
                        .put("cause", "full")
                        .put("reason", "No room is left at Twitch.")));
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(watch.encode()));
  }
}
