package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ElementState;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests in real Chromium where the rows of the feed lead, and what viewers do with them. */
class FeedRowsIT {
  private static final Path PICTURES = Path.of("target/screenshots");

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  /** Two raids of one channel within minutes would be one raid that Twitch reports twice. */
  private static int raids;

  private Page page;

  @BeforeAll
  static void subscribe() {
    scene.subscribe("hubveteran");
  }

  @Test
  void leadsFromNamesToChannelsAndFromCategoriesToTwitch() {
    watch(1280, 720, "en-US");
    var raid = raid("orbitaltea", "OrbitalTea");
    var update = happen("channel.update", new JsonObject().put("category_name", "Chess"));

    assertThat(row(update).locator(".text-link")).hasText("Chess");
    row(update).locator(".row-summary .time").click();
    row(update).getByTestId("fields").click();
    assertThat(row(update).locator("dl a.text-link"))
        .hasAttribute("href", "https://www.twitch.tv/directory/game/Chess");
    row(raid).locator("summary .text-link").click();
    assertThat(page).hasURL(Pattern.compile(".*/home\\?streamer=orbitaltea$"));
  }

  @ParameterizedTest
  @CsvSource({"360, 800, de-DE", "390, 844, en-US", "1280, 720, en-US", "1440, 900, de-DE"})
  void offersActionsAndFoldsTheDetails(int width, int height, String locale) {
    enter(width, height, locale);
    // A streamer who is live, so that the recording has begun.
    scene.watch("nightowlchess");
    var raid = raid("nightowlchess", "orbitaltea", "OrbitalTea");
    row(raid).locator(".row-summary .time").click();

    var moment = row(raid).getByTestId("moment");
    assertThat(moment)
        .hasAttribute("href", Pattern.compile("https://www\\.twitch\\.tv/videos/\\d+\\?t=\\d+h.*"));
    assertThat(row(raid).getByTestId("watch-person")).isVisible();
    assertThat(row(raid).getByTestId("copy-link")).isVisible();
    assertThat(row(raid).locator("dl")).not().isVisible();
    picture("row-open", width, locale);
    row(raid).getByTestId("fields").click();
    assertThat(row(raid).locator("dl")).isVisible();
    picture("row-fields", width, locale);
  }

  @ParameterizedTest
  @CsvSource({"390, 844, en-US", "1280, 720, de-DE"})
  void showsWhereTheViewerLeftOff(int width, int height, String locale) {
    watch(width, height, locale);
    var old = raid("orbitaltea", "OrbitalTea");
    assertThat(page.getByTestId("since")).hasCount(0);
    scene.go("home");
    assertThat(page.getByTestId("feed")).hasCount(0);
    var fresh = raid("saltwaterkeys", "SaltwaterKeys");
    scene.open("hubveteran");

    assertThat(row(fresh)).isVisible();
    var since = page.getByTestId("since");
    assertThat(since).hasCount(1);
    assertThat(box(since).y).isBetween(box(row(fresh)).y, box(row(old)).y);
    assertThat(row(old)).hasClass(Pattern.compile(".*\\bseen\\b.*"));
    assertThat(row(fresh)).not().hasClass(Pattern.compile(".*\\bseen\\b.*"));
    new PageLook(page, ".event-feed > .top").checkHere("rows-since-" + locale, width, height);
  }

  @ParameterizedTest
  @CsvSource({
    "360, 800, de-DE",
    "390, 844, en-US",
    "820, 1180, en-US",
    "1280, 720, de-DE",
    "1440, 900, en-US",
    "1920, 1080, en-US"
  })
  void coversNoRowWithTheButtonForNewEvents(int width, int height, String locale) {
    watch(width, height, locale);
    var first = raid("orbitaltea", "OrbitalTea");
    assertThat(row(first)).isVisible();
    var before = place(row(first));
    row(first).locator(".row-summary").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    raid("saltwaterkeys", "SaltwaterKeys");

    var button = page.getByTestId("show-new");
    assertThat(button).isVisible();
    assertThat(place(row(first))).isEqualTo(before);
    assertThat(bottom(box(button))).isLessThanOrEqualTo(before);
    picture("new", width, locale);
    page.keyboard().press("n");
    assertThat(row(first)).isVisible();
    assertThat(button).hasCount(0);
  }

  @Test
  void obeysShortcutsButNeverWhileTyping() {
    watch(1280, 720, "en-US");
    var first = raid("orbitaltea", "OrbitalTea");
    assertThat(row(first)).isVisible();
    press("j");
    assertThat(row(first).locator(".row-summary")).isFocused();
    press("Enter");
    assertThat(row(first).getByTestId("event-actions")).isVisible();
    press("c");
    assertThat(page.getByTestId("event")).hasCount(0);
    press("b");
    assertThat(row(first)).isVisible();
    press("f");
    assertThat(page.getByTestId("event-search")).isFocused();
    page.keyboard().type("cbtp?");
    assertThat(page.getByTestId("event-search")).hasValue("cbtp?");
    assertThat(page.getByTestId("shortcuts")).hasCount(0);
    page.keyboard().press("Escape");

    press("?");
    assertThat(page.getByTestId("shortcuts")).isVisible();
    new PageLook(page, ".event-feed > .top").check("shortcuts");
    page.getByTestId("shortcuts-enabled").uncheck();
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("shortcuts")).hasCount(0);
    press("?");
    press("c");
    assertThat(page.getByTestId("shortcuts")).hasCount(0);
    page.getByTestId("feed-menu").click();
    page.getByTestId("show-shortcuts").click();
    assertThat(page.getByTestId("shortcuts")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1440, 900", "1920, 1080"})
  void enlargesTheVideoInTheTheatre(int width, int height) {
    watch(width, height, "en-US");
    raid("orbitaltea", "OrbitalTea");
    var before = box(page.getByTestId("player"));
    press("t");

    assertThat(page.locator(".app-header")).not().isVisible();
    page.waitForCondition(() -> box(page.getByTestId("player")).width > before.width);
    var player = box(page.getByTestId("player"));
    assertThat(player.width / player.height).isBetween(1.75, 1.81);
    assertThat(bottom(player)).isLessThanOrEqualTo(height);
    assertThat(page.getByTestId("event").first()).isVisible();
    assertThat(page.getByTestId("chat")).isVisible();
    picture("theatre", width, "en-US");
    page.getByTestId("theatre").click();
    assertThat(page.locator(".app-header")).isVisible();
  }

  @Test
  void playsNoSoundUnlessChosen() {
    watch(1280, 720, "en-US");
    page.evaluate(
        """
        () => {
          window.tones = 0
          const { start } = OscillatorNode.prototype
          OscillatorNode.prototype.start = function (...when) {
            window.tones += 1
            start.apply(this, when)
          }
        }
        """);
    raid("orbitaltea", "OrbitalTea");
    assertThat(page.getByTestId("event").first()).containsText("OrbitalTea");
    assertThat(page.evaluate("window.tones")).isEqualTo(0);

    page.getByTestId("feed-menu").click();
    page.getByTestId("choose-sounds").click();
    page.getByTestId("sound-raid").check();
    page.waitForCondition(() -> !page.evaluate("window.tones").equals(0));
    page.getByTestId("sound-least-raids").selectOption("50");
    new PageLook(page, ".event-feed > .top").check("sounds");
    page.keyboard().press("Escape");
    var heard = page.evaluate("window.tones");
    raid("saltwaterkeys", "SaltwaterKeys");
    page.waitForCondition(() -> !page.evaluate("window.tones").equals(heard));
  }

  @Test
  void returnsToTheDockAfterTheSignIn() {
    scene.enter(new NewContextOptions().setViewportSize(390, 700));
    page = scene.page();
    scene.go("feed?streamer=hubveteran");
    page.getByTestId("login-button").click();
    scene.person().consent(BrowserScene.VIEWER);

    assertThat(page).hasURL(Pattern.compile(".*/feed\\?streamer=hubveteran$"));
    scene.feed().awaitLive();
    var raid = raid("orbitaltea", "OrbitalTea");
    row(raid).locator("summary .text-link").click();
    assertThat(page).hasURL(Pattern.compile(".*/feed\\?streamer=orbitaltea$"));
  }

  @Test
  void pinsWhatGoesOnForTheBroadcasterUntilItEnds() {
    unlock();
    var poll =
        new JsonObject()
            .put("id", "poll")
            .put("ends_at", Instant.now().plusSeconds(300).toString());
    happen("tfue", "channel.poll.begin", poll.copy());
    var pin = page.locator("[data-pin='poll:poll']");
    assertThat(pin).containsText("left");
    happen("tfue", "channel.poll.progress", poll.copy());
    happen("tfue", "channel.ad_break.begin", new JsonObject().put("duration_seconds", 600));
    happen("tfue", "channel.goal.progress", new JsonObject().put("id", "goal"));
    happen("tfue", "channel.hype_train.progress", new JsonObject().put("id", "train"));
    assertThat(page.getByTestId("pin")).hasCount(4);
    assertThat(page.getByTestId("pin").first()).containsText("left");
    // Most of the room above the chat is left to the events.
    var room = box(page.getByTestId("chat")).y - box(page.locator(".event-feed")).y;
    assertThat(box(page.getByTestId("pins")).height).isLessThan(room / 2);
    looks("pins");

    happen("tfue", "channel.poll.end", poll.copy());
    assertThat(pin).containsText("Ended");
    picture("pin-ended", 1280, "en-US");
    pin.getByRole(AriaRole.BUTTON).last().click();
    assertThat(pin).hasCount(0);
    assertThat(page.getByTestId("pin")).hasCount(3);
  }

  @Test
  void letsTheBroadcasterTickRowsOffAndCopyAShoutout() {
    unlock();
    var raid = raid("tfue", "orbitaltea", "OrbitalTea");
    assertThat(row(raid).getByTestId("copy-shoutout")).containsText("/shoutout orbitaltea");
    looks("broadcaster");
    row(raid).getByTestId("copy-shoutout").click();
    assertThat(row(raid).getByRole(AriaRole.STATUS)).not().isEmpty();

    row(raid).getByTestId("tick").click();
    assertThat(row(raid).getByTestId("tick")).hasAttribute("aria-pressed", "true");
    assertThat(row(raid).getByTestId("copy-shoutout")).hasCount(0);
    page.reload();
    assertThat(row(raid).getByTestId("tick")).hasAttribute("aria-pressed", "true");
    moveTo(row(raid));
    press("d");
    assertThat(row(raid).getByTestId("tick")).hasAttribute("aria-pressed", "false");
    assertThat(row(raid).locator(".row-summary")).isFocused();
    press("d");
    assertThat(row(raid).getByTestId("tick")).hasAttribute("aria-pressed", "true");
    scene.open("hubveteran");
    raid("saltwaterkeys", "SaltwaterKeys");
    assertThat(page.getByTestId("event").first()).containsText("SaltwaterKeys");
    assertThat(page.getByTestId("tick")).hasCount(0);
    assertThat(page.getByTestId("copy-shoutout")).hasCount(0);
  }

  /** Opens the viewer's own channel with all consents. */
  private void unlock() {
    scene.enter(
        new NewContextOptions()
            .setViewportSize(1280, 720)
            .setPermissions(List.of("clipboard-read", "clipboard-write")));
    page = scene.page();
    scene.signIn();
    page.navigate(scene.demo().url() + "/api/auth/login?own=true");
    // Twitch does not ask again for what another test was granted.
    if (page.locator("input[value=tfue]").count() > 0) {
      scene.person().consent("tfue");
    }
    page.getByTestId("settings-button").waitFor();
    scene.open("tfue");
    scene.control().awaitSubscription("tfue", "channel.poll.end");
    scene.control().awaitSubscription("tfue", "channel.ad_break.begin");
  }

  /** Returns the height at which a row rests after it moved in. */
  private static double place(Locator row) {
    row.elementHandle().waitForElementState(ElementState.STABLE);
    return box(row).y;
  }

  private void watch(int width, int height, String locale) {
    enter(width, height, locale);
    scene.watch("hubveteran");
  }

  private void enter(int width, int height, String locale) {
    scene.enter(new NewContextOptions().setViewportSize(width, height).setLocale(locale));
    page = scene.page();
  }

  private String raid(String login, String name) {
    return raid("hubveteran", login, name);
  }

  private String raid(String streamer, String login, String name) {
    return happen(
        streamer,
        "channel.raid",
        new JsonObject()
            .put("from_broadcaster_user_id", String.valueOf(700_000_000 + raids++))
            .put("from_broadcaster_user_login", login)
            .put("from_broadcaster_user_name", name)
            .put("viewers", 120));
  }

  private String happen(String type, JsonObject event) {
    return happen("hubveteran", type, event);
  }

  private String happen(String streamer, String type, JsonObject event) {
    var id = scene.control().happen(type, streamer, event).get(0);
    scene.control().awaitPublished(id);
    return id;
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  /** Moves the focus to a row by keys, of which the first may come before the page knows them. */
  private void moveTo(Locator row) {
    var summary = row.locator(".row-summary");
    await()
        .until(
            () -> {
              press("j");
              return summary.evaluate("it => it === document.activeElement").equals(true);
            });
  }

  private Locator row(String id) {
    return page.locator("[data-testid=event][data-event-id=\"" + id + "\"]");
  }

  private void looks(String state) {
    new PageLook(page, ".event-feed > .top")
        .check("rows-" + state, List.of(360, 390, 820, 1280, 1440, 1920));
  }

  private void picture(String name, int width, String locale) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve("rows-%s-%d-%s.png".formatted(name, width, locale))));
  }

  private static BoundingBox box(Locator locator) {
    return locator.boundingBox();
  }

  private static double bottom(BoundingBox box) {
    return box.y + box.height;
  }
}
