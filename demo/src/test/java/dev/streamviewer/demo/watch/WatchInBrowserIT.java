package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the whole loop as a person sees it, in real Chromium with real pusher-js. */
class WatchInBrowserIT {
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
  void signsInChoosesAStreamerAndSeesAnEventWithinASecond() {
    page.navigate(scene.demo().url().toString());
    byTestId("login-button").click();
    scene.person().consent("tfue");
    assertThat(byTestId("viewer-name")).hasText("Tfue");
    assertThat(page).hasURL(Pattern.compile(".*/#/home$"));

    byTestId("streamer-input").pressSequentially("hubve");
    byTestId("streamer-suggestion").first().click();
    if (byTestId("player").count() == 0) {
      byTestId("stream-button").click();
    }
    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=hubveteran$"));
    feed.awaitLive();
    assertThat(byTestId("player")).hasAttribute("src", Pattern.compile(".*channel=hubveteran.*"));
    assertThat(byTestId("chat")).isVisible();

    var id =
        control
            .happen("channel.update", "hubveteran", new JsonObject().put("title", "In a second"))
            .get(0);

    assertThat(feed.event(id)).isVisible();
    assertThat(feed.event(id)).containsText("In a second");
    assertThat(byTestId("stream-title")).containsText("In a second");
  }

  @Test
  void showsADuplicateOnce() {
    scene.watch("hubveteran");

    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("copies", 3)
            .put("wait", true);
    var id = control.happen(order).get(0);
    var last = control.happen("channel.update", "hubveteran", new JsonObject()).get(0);

    assertThat(feed.event(last)).isVisible();
    assertThat(feed.event(id)).hasCount(1);
  }

  @Test
  void bridgesALostConnection() {
    scene.watch("hubveteran");
    control.addFault("pusher", "close", new JsonObject().put("code", 4100));
    control.disconnectPages(4100);
    assertThat(byTestId("connection")).not().hasAttribute("data-state", "live");

    var missed = control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
    control.awaitPublished(missed);
    assertThat(feed.event(missed)).hasCount(0);
    control.clearFaults();

    feed.awaitLive();
    assertThat(feed.event(missed)).hasCount(1);
  }

  @Test
  void showsRecentEvents() {
    scene.watch("hubveteran");
    var id = control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
    assertThat(feed.event(id)).isVisible();

    page.reload();

    assertThat(feed.event(id)).isVisible();
  }

  @Test
  void showsHowManyWatchNow() {
    var now =
        """
        {"streams": [{"login": "bravegoose", "stream": {"live": true, "title": "", "category": "",
          "viewers": 4242, "startedAt": null}}]}\
        """;
    page.route(
        Pattern.compile(".*/api/streams\\?.*"),
        route -> route.fulfill(new FulfillOptions().setBody(now)));
    scene.watch("bravegoose");

    assertThat(byTestId("viewers")).hasText("4,242 viewers");
  }

  @Test
  void showsPrivateEventsToTheStreamer() {
    scene.watch("tfue");

    // No page has subscribed to follows yet; the notifier alone decides who may see them.
    page.waitForCondition(() -> control.isOccupied("private-tfue"));
    assertThat(control.isOccupied("tfue")).isTrue();
  }

  @Test
  void unlocksPrivateEventsByConsent() {
    scene.watch("tfue");
    byTestId("unlock").click();
    page.getByText("Deny").first().click();
    assertThat(page.getByText("You chose not to allow it")).isVisible();

    byTestId("unlock").click();
    scene.person().consent("tfue");

    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=tfue$"));
    feed.awaitLive();
    assertThat(byTestId("unlock")).hasCount(0);
    page.waitForCondition(() -> control.isOccupied("private-tfue"));
    control.awaitSubscription("tfue", "channel.follow");
    var id = control.happen("channel.follow", "tfue", new JsonObject()).get(0);
    assertThat(feed.event(id)).isVisible();
  }

  @Test
  void signsOutWhenConsentIsWithdrawnAtTwitch() {
    scene.person().signIn(scene.demo().url(), "kettle_and_code");
    scene.open("kettle_and_code");
    byTestId("unlock").click();
    scene.person().consent("kettle_and_code");
    feed.awaitLive();
    control.awaitSubscription("kettle_and_code", "channel.follow");

    control.withdraw("kettle_and_code");

    assertThat(page)
        .hasURL(Pattern.compile(".*/#/login\\?error=signed-out&streamer=kettle_and_code$"));
    assertThat(page.getByText("Your session has ended")).isVisible();
  }

  @Test
  void explainsADenial() {
    page.navigate(scene.demo().url().toString());
    byTestId("login-button").click();
    page.getByText("Deny").first().click();

    assertThat(page).hasURL(Pattern.compile(".*/#/login\\?error=denied$"));
    assertThat(byTestId("login-error")).containsText("did not allow");
    assertThat(byTestId("login-button")).isVisible();
  }

  @Test
  void explainsThatAStreamerDoesNotExist() {
    scene.signIn();
    byTestId("streamer-input").fill("nobody_at_all");
    byTestId("stream-button").click();

    assertThat(page.getByText("There is no streamer called “nobody_at_all”").first()).isVisible();
  }

  @Test
  void opensALinkedStreamAfterSigningIn() {
    scene.go("home?streamer=hubveteran");
    byTestId("login-button").click();
    scene.person().consent("tfue");

    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=hubveteran$"));
    feed.awaitLive();
  }

  @Test
  void signsOut() {
    scene.signIn();
    byTestId("settings-button").click();
    byTestId("logout-button").click();

    assertThat(byTestId("login-button")).isVisible();
    scene.go("home");
    assertThat(byTestId("login-button")).isVisible();
  }

  @Test
  void obeysItsContentSecurityPolicy() {
    scene.watch("hubveteran");
    feed.awaitLive();

    assertThat(scene.person().consoleErrors())
        .filteredOn(it -> it.contains("Content Security"))
        .isEmpty();
  }

  /** A page that waits for the next event should leave the processor alone. */
  @Test
  void restsWhileNothingHappens() {
    scene.watch("nightowlchess");
    assertThat(byTestId("live-badge").first()).isVisible();

    page.waitForFunction("() => document.getAnimations().length === 0");
  }

  private Locator byTestId(String id) {
    return page.getByTestId(id);
  }
}
