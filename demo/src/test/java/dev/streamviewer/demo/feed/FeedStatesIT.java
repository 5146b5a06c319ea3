package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.demo.support.PageLook;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests in real Chromium that the page explains every problem, and what to do about it. */
class FeedStatesIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern RECENT = Pattern.compile(".*/events(\\?.*)?$");
  private static final Pattern STREAMS = Pattern.compile(".*/api/streams\\?.*");

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private SandboxControl control;
  private Page page;
  private PageFeed feed;

  @BeforeEach
  void open() {
    control = scene.control();
    page = scene.page();
    feed = scene.feed();
  }

  @Test
  void showsThatTheFirstConnectionTakesLong() {
    scene.signIn();
    closeSockets(4100);
    scene.go("home?streamer=hubveteran");
    feed.awaitNotice("connecting");

    control.clearFaults();
    feed.awaitLive();
  }

  @Test
  void showsThatMissedEventsCannotBeRead() {
    scene.signIn();
    page.route(RECENT, Route::abort);
    scene.go("home?streamer=hubveteran");
    feed.awaitNotice("failing");

    page.unroute(RECENT);
    feed.awaitLive();
    feed.awaitNoNotice("failing");
  }

  @Test
  void showsThatPrivateEventsAreRefused() {
    page.route(
        "**/api/pusher/auth", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)));
    scene.watch("tfue");

    feed.awaitNotice("muted", "public events only");
  }

  @Test
  void reconnectsAndCountsRestoredEvents() {
    scene.watch("hubveteran");
    closeSockets(4100);
    feed.awaitNotice("reconnecting");
    for (var i = 0; i < 2; i++) {
      control.awaitPublished(happen("channel.raid"));
    }

    control.clearFaults();

    feed.awaitNotice("restored", "2 missed events");
    feed.awaitLive();
  }

  @Test
  void keepsTheLayoutWhileNoticesChange() {
    scene.watch("hubveteran");
    assertThat(feed.event(happen("channel.raid"))).isVisible();
    for (var part : List.of("next-stream", "latest-recording", "chat")) {
      assertThat(page.getByTestId(part)).isVisible();
    }
    feed.countShifts();

    closeSockets(4100);
    feed.awaitWords("reconnecting");
    control.clearFaults();
    feed.awaitLive();
    page.context().setOffline(true);
    feed.awaitWords("network");
    page.context().setOffline(false);
    feed.awaitNoNotice("network");
    feed.awaitLive();

    Assertions.assertThat(feed.shifts()).isEmpty();
  }

  @Test
  void staysOfflineUntilARetry() {
    page.clock().install();
    scene.watch("hubveteran");
    control.addFault("pusher", "refuse", new JsonObject());
    control.disconnectPages(4100);
    var button = feed.awaitNotice("offline").getByRole(AriaRole.BUTTON);
    // Between the page's own attempts, which take the button away, time must stand still.
    page.clock().pauseAt(now() + 30_000);
    await("button of the notice")
        .atMost(TIMEOUT)
        .until(
            () -> {
              page.clock().runFor(500);
              return button.isVisible();
            });

    control.clearFaults();
    button.click();
    page.clock().resume();

    feed.awaitLive();
    feed.awaitNoNotice("offline");
  }

  /** Returns the time of the page, in milliseconds. */
  private long now() {
    return ((Number) page.evaluate("Date.now()")).longValue();
  }

  @Test
  void showsThatTheDeviceIsOffline() {
    scene.watch("hubveteran");
    page.context().setOffline(true);
    feed.awaitNotice("network");
    feed.awaitState("offline");

    page.context().setOffline(false);
    feed.awaitLive();
  }

  @Test
  void showsTheReasonOfARefusal() {
    scene.watch("hubveteran");
    closeSockets(4004);
    var notice = feed.awaitNotice("refused", "Too many people");

    control.clearFaults();
    notice.getByRole(AriaRole.BUTTON).click();
    feed.awaitLive();
  }

  @Test
  void backsOffWhenTheServerKeepsRequestingReconnects() {
    scene.watch("hubveteran");
    closeSockets(4200);
    feed.awaitNotice("offline");

    control.clearFaults();
    feed.awaitLive();
  }

  @Test
  void offersARefreshWithoutALiveConnection() {
    page.addInitScript("delete window.WebSocket");
    scene.signIn();
    scene.go("home?streamer=hubveteran");
    var notice = feed.awaitNotice("failed");
    var id = happen("channel.raid");
    control.awaitPublished(id);

    notice.getByText("Read events now").click();
    assertThat(feed.event(id)).isVisible();
  }

  @Test
  void showsThatEventsAreLate() {
    scene.watch("hubveteran");
    feed.awaitSecondRead("hubveteran");
    for (var i = 0; i < 2; i++) {
      control.happen(
          new JsonObject()
              .put("type", "channel.update")
              .put("event", new JsonObject().put("title", "Late " + i))
              .put("streamer", "hubveteran")
              .put("timestamp", Instant.now().minusSeconds(60).toString()));
    }
    feed.awaitNotice("late");

    happen("channel.update");
    feed.awaitNoNotice("late");
  }

  @Test
  void showsPendingAndRefusedSubscriptions() {
    page.route("**/watch*", FeedStatesIT::withoutRaids);
    scene.watch("hubveteran");
    feed.awaitNotice("pending", "Raid");
    assertThat(feed.byTestId("notice-subscription-refused")).containsText("No room is left");

    page.unroute("**/watch*");
    feed.awaitNoNotice("pending");
  }

  @Test
  void retriesUnconfirmedSubscriptionsOnRequest() {
    page.clock().install();
    page.route("**/watch*", FeedStatesIT::withoutRaids);
    scene.watch("hubveteran");
    var unconfirmed = feed.byTestId("notice-unconfirmed");
    page.waitForCondition(
        () -> {
          page.clock().fastForward("00:30");
          return unconfirmed.isVisible();
        });
    var notice = feed.awaitNotice("unconfirmed", "Raid");

    page.unroute("**/watch*");
    notice.getByText("Ask again").click();
    feed.awaitNoNotice("unconfirmed");
    feed.awaitNoNotice("pending");
  }

  static List<Arguments> revocations() {
    return List.of(
        Arguments.of("notification_failures_exceeded", "subscribes again automatically"),
        Arguments.of("user_removed", "Choose another streamer"),
        Arguments.of("version_removed", "newer version of this site"));
  }

  @ParameterizedTest
  @MethodSource("revocations")
  void showsARevocation(String reason, String inWords) {
    revoke(reason);

    feed.awaitNotice("revoked", inWords);
  }

  /** Takes no pictures, since the page asks for new subscriptions only a few times. */
  @ParameterizedTest
  @MethodSource("revocations")
  void showsARevocationUntilEventsReturn(String reason, String inWords) {
    revoke(reason);
    assertThat(feed.awaitWords("revoked")).containsText(inWords);

    control.clearFaults();
    feed.awaitNoNotice("revoked");
  }

  /** Ends a subscription, and keeps the page from the new one that would end the notice. */
  private void revoke(String reason) {
    scene.watch("hubveteran");
    control.addFault(
        "helix",
        "status",
        new JsonObject()
            .put("status", 503)
            .put("method", "POST")
            .put("path", "eventsub/subscriptions"));
    control.happen(
        new JsonObject()
            .put("type", "revocation")
            .put("streamer", "hubveteran")
            .put("subscriptionType", "channel.update")
            .put("reason", reason));
  }

  @Test
  void returnsToTheSignInAfterASignOutElsewhere() {
    scene.watch("hubveteran");
    var elsewhere = page.context().newPage();
    elsewhere.navigate(scene.demo().url() + "/#/home");
    elsewhere.getByTestId("settings-button").click();
    elsewhere.getByTestId("logout-button").click();
    assertThat(elsewhere.getByTestId("login-button")).isVisible();

    control.disconnectPages(4100);

    assertThat(page).hasURL(Pattern.compile(".*error=signed-out.*streamer=hubveteran.*"));
  }

  @Test
  void keepsTryingInADock() {
    scene.signIn();
    page.route("**/watch*", FeedStatesIT::busy);
    scene.go("feed?streamer=hubveteran");
    assertThat(feed.byTestId("feed-problem")).containsText("There is too much to do");
    new PageLook(page).check("dock-problem", List.of(390, 1280));

    page.unroute("**/watch*");
    feed.awaitLive();
    assertThat(feed.byTestId("feed-problem")).hasCount(0);
  }

  @Test
  void triesAgainInADockOnRequest() {
    scene.signIn();
    scene.go("feed?streamer=nobody_at_all");
    assertThat(feed.byTestId("feed-problem")).containsText("nobody_at_all");
    page.waitForRequest("**/watch*", () -> feed.byTestId("feed-again").click());
    assertThat(feed.byTestId("feed-problem")).containsText("nobody_at_all");

    scene.go("feed?streamer=hubveteran");
    feed.awaitLive();
    assertThat(feed.byTestId("feed-problem")).hasCount(0);
  }

  @Test
  void keepsAChannelThatTheServerCannotOpenYet() {
    scene.signIn();
    page.route("**/hubveteran/watch*", FeedStatesIT::busy);
    scene.go("home?streamer=hubveteran");
    assertThat(feed.byTestId("form-error")).containsText("There is too much to do");
    assertThat(scene.streamerTab("hubveteran")).isVisible();
    new PageLook(page).check("channel-busy", List.of(390, 1280));

    page.unroute("**/hubveteran/watch*");
    feed.awaitLive();
    assertThat(feed.byTestId("form-error")).hasCount(0);
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, checks once a minute, Quiet so far",
    "de-DE, prüft einmal in der Minute, Bisher ist es ruhig"
  })
  void noticesAStreamOfWhichTwitchReportsNoStart(String locale, String offline, String live) {
    scene.enter(new NewContextOptions().setViewportSize(1280, 900).setLocale(locale));
    open();
    page.clock().install();
    page.route("**/watch*", FeedStatesIT::withoutStart);
    page.route(STREAMS, route -> answerStream(route, false));
    scene.watch("orbitaltea");
    assertThat(feed.byTestId("feed-empty")).containsText(offline);
    feed.picture("untold-" + locale);

    page.unroute(STREAMS);
    page.route(STREAMS, route -> answerStream(route, true));
    page.clock().fastForward("01:10");
    assertThat(page.getByTestId("live-badge")).hasText("Live");
    assertThat(feed.byTestId("feed-empty")).containsText(live);
  }

  private static void busy(Route route) {
    var problem =
        new JsonObject()
            .put("status", 503)
            .put("code", "busy")
            .put("detail", "There is too much to do. Try again soon.");
    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody(problem.encode()));
  }

  /** Answers with the subscriptions of a streamer whose start Twitch refuses to report. */
  private static void withoutStart(Route route) {
    var answer = route.fetch();
    var watch = new JsonObject(answer.text());
    var subscriptions = watch.getJsonObject("subscriptions");
    for (var list : List.of("active", "pending")) {
      subscriptions.getJsonArray(list).remove("stream.online");
    }
    route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(watch.encode()));
  }

  private static void answerStream(Route route, boolean live) {
    var stream =
        new JsonObject()
            .put("live", live)
            .put("title", "")
            .put("category", "")
            .put("viewers", live ? 3 : 0)
            .putNull("startedAt");
    var found = new JsonObject().put("login", "orbitaltea").put("stream", stream);
    var answer = new JsonObject().put("streams", new JsonArray().add(found));
    route.fulfill(new Route.FulfillOptions().setBody(answer.encode()));
  }

  /** Closes all sockets with a code, and each new socket until the fault is cleared. */
  private void closeSockets(int code) {
    control.addFault("pusher", "close", new JsonObject().put("code", code));
    control.disconnectPages(code);
  }

  private String happen(String type) {
    return control.happen(type, "hubveteran", new JsonObject()).get(0);
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
