package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures in real Chromium what a viewer sees of a stream without scrolling. */
class WatchLayoutIT {
  private static final Path PICTURES = Path.of("target/screenshots");
  private static final int EVENTS = 12;

  /** The visible controls with less room than a finger needs. */
  private static final String SMALL_CONTROLS =
      """
      (least) => [...document.querySelectorAll('button, a, input, select, summary')]
        .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden-focusable'))
        .filter((it) => {
          const { width, height } = it.getBoundingClientRect()
          return width < least || height < least
        })
        .map((it) => it.outerHTML.slice(0, 200))
      """;

  /** Whether an animation that still runs moves the element. */
  private static final String MOVES_AS_IT_APPEARS =
      """
      (it) => {
        const runs = it.getAnimations()
        runs.forEach((run) => { run.currentTime = 0 })
        const { x, y } = it.getBoundingClientRect()
        runs.forEach((run) => run.finish())
        const end = it.getBoundingClientRect()
        return end.x !== x || end.y !== y
      }
      """;

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private Page page;
  private String update;
  private String raid;

  @BeforeAll
  static void subscribe() {
    scene.subscribe("hubveteran");
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1440, 900", "1920, 1080"})
  void showsVideoEventsAndChatAtOnce(int width, int height) {
    watch(width, height, "en-US");

    var player = box(page.getByTestId("player"));
    assertThat(player.width / player.height).isBetween(1.75, 1.81);
    assertThat(bottom(player)).isLessThanOrEqualTo(height);
    var chat = box(page.getByTestId("chat"));
    assertThat(chat.width).isGreaterThanOrEqualTo(300);
    assertThat(chat.height).isGreaterThan(200);
    assertThat(bottom(chat)).isLessThanOrEqualTo(height + 1);
    var seen = rowsAbove(width >= 1600 ? height : chat.y);
    assertThat(seen).as("rows in view").isGreaterThanOrEqualTo(5);
    assertThat(box(row(0)).x).isGreaterThan(player.x + player.width - 1);
  }

  @ParameterizedTest
  @CsvSource({"360, 800", "390, 844", "820, 1180"})
  void showsTheFirstEventInTheUpperHalfOfAPhone(int width, int height) {
    watch(width, height, "en-US");

    assertThat(box(row(0)).y).isLessThan(height / 2.0);
    var player = box(page.getByTestId("player"));
    assertThat(player.width / player.height).isBetween(1.75, 1.81);
    assertThat(player.width).isGreaterThan(0.85 * width);
    page.mouse().wheel(0, 600);
    page.waitForCondition(() -> box(page.getByTestId("player")).y < 1);
    assertThat(box(page.getByTestId("pane-events")).y).isBetween(0.0, height / 2.0);

    page.getByTestId("pane-chat").click();
    assertThat(page.getByTestId("chat")).isVisible();
    page.getByTestId("pane-info").click();
    assertThat(page.getByTestId("stream-title")).isVisible();
    picture("layout-info-" + width);
  }

  @ParameterizedTest
  @CsvSource({"360, 740, de-DE", "390, 844, en-US"})
  void givesEveryControlTheSizeOfAFinger(int width, int height, String locale) {
    scene.enterByTouch(width, height, locale);
    page = scene.page();
    scene.watch("hubveteran");
    scene.control().happen("channel.raid", "hubveteran", new JsonObject());
    assertThat(page.getByTestId("watch-channel").first()).isVisible();

    assertThat((List<?>) page.evaluate(SMALL_CONTROLS, PageLook.FINGER_PX)).isEmpty();
    picture("layout-touch-" + width);
  }

  @ParameterizedTest
  @CsvSource({"300, en-US", "420, de-DE"})
  void keepsTheMenuInsideTheDock(int width, String locale) {
    scene.enter(new NewContextOptions().setViewportSize(width, 700).setLocale(locale));
    page = scene.page();
    scene.signIn();
    scene.go("feed?streamer=hubveteran");
    scene.feed().awaitLive();
    page.getByTestId("feed-menu").click();
    page.getByTestId("choose-sounds").click();
    assertThat(page.getByTestId("sound-raid")).isVisible();

    var menu = page.locator(".menu", new Page.LocatorOptions().setHas(page.getByTestId("sounds")));
    assertThat((Boolean) menu.evaluate("it => it.scrollWidth <= it.clientWidth")).isTrue();
    assertThat(box(menu).x).isPositive();
    picture("layout-dock-menu-" + width);
  }

  @ParameterizedTest
  @CsvSource({"390, 844, 390, 844", "844, 390, 390, 844"})
  void keepsRowsInPlaceOnceTheFirstIsBehindTheVideo(
      int width, int height, int turnedWidth, int turnedHeight) {
    watch(width, height, "en-US");
    page.setViewportSize(turnedWidth, turnedHeight);
    page.evaluate("() => scrollTo(0, 150)");
    scene.feed().awaitScrollEnd();
    var read = page.getByText("Round 9").first();
    var place = box(read).y;

    var id = scene.control().happen("channel.raid", "hubveteran", new JsonObject()).get(0);
    var button = page.getByTestId("show-new");
    assertThat(button).hasText("1 new");
    assertThat((Boolean) button.evaluate(MOVES_AS_IT_APPEARS)).isFalse();
    assertThat(box(read).y).isEqualTo(place);
    picture("layout-kept-" + width);

    button.click();
    assertThat(scene.feed().event(id)).isInViewport();
    assertThat(box(scene.feed().event(id)).y).isGreaterThan(bottom(box(page.locator(".stage"))));
  }

  @ParameterizedTest
  @CsvSource({"390, 320, en-US", "1280, 300, de-DE"})
  void scrollsTheSettingsOfALowScreen(int width, int height, String locale) {
    scene.enter(new NewContextOptions().setViewportSize(width, height).setLocale(locale));
    page = scene.page();
    scene.signIn();
    page.getByTestId("settings-button").click();
    var last = page.getByTestId("logout-button");
    picture("layout-settings-" + width);
    last.scrollIntoViewIfNeeded();
    assertThat(bottom(box(last))).isLessThan(height);
    picture("layout-settings-end-" + width);

    last.click();
    assertThat(page.getByTestId("login-button")).isVisible();
  }

  @Test
  void showsVideoBesideEventsOnAPhoneOnItsSide() {
    watch(844, 390, "en-US");

    var player = box(page.getByTestId("player"));
    assertThat(player.width / player.height).isBetween(1.75, 1.81);
    assertThat(box(row(0)).x).isGreaterThan(player.width - 1);
    assertThat(box(row(0)).y).isLessThan(390);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 360, 420})
  void showsTheEventsAloneInADock(int width) {
    watch(width, 700, "en-US");
    scene.go("feed?streamer=hubveteran");
    scene.feed().awaitLive();

    assertThat(page.getByTestId("player")).hasCount(0);
    assertThat(page.getByTestId("chat")).hasCount(0);
    assertThat(box(row(0)).y).isLessThan(100);
    assertThat((Boolean) page.evaluate("document.body.scrollWidth <= innerWidth")).isTrue();
    picture("layout-dock-" + width);
  }

  @Test
  void offersToFollowARaidAndMovesNobody() {
    watch(1280, 720, "en-US");
    scene
        .control()
        .happen(
            "channel.raid",
            "hubveteran",
            new JsonObject()
                .put("from_broadcaster_user_id", "503254")
                .put("from_broadcaster_user_login", "hubveteran")
                .put("from_broadcaster_user_name", "HubVeteran")
                .put("to_broadcaster_user_id", "700000002")
                .put("to_broadcaster_user_login", "orbitaltea")
                .put("to_broadcaster_user_name", "OrbitalTea"));
    var offer = page.getByTestId("notice-raid");
    assertThat(offer).containsText("OrbitalTea");
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
    picture("layout-raid");

    offer.getByText("Go to").click();
    assertThat(page).hasURL(Pattern.compile(".*streamer=orbitaltea$"));
  }

  @Test
  void leadsFromARaidToItsChannel() {
    watch(1280, 720, "en-US");
    var name = scene.feed().event(raid).getByTestId("watch-channel");
    var login = name.getAttribute("href").replaceAll(".*streamer=", "");
    name.click();

    assertThat(page).hasURL(Pattern.compile(".*streamer=" + login + "$"));
  }

  @ParameterizedTest
  @CsvSource({"390, 844, de-DE", "1280, 720, de-DE", "1440, 900, en-US"})
  void keepsRowsLowWithTheTimeInTheFirstLine(int width, int height, String locale) {
    watch(width, height, locale);
    var row = page.locator("[data-event-type='channel.update']").first();

    var line = box(row.locator("summary").first());
    var time = box(row.locator("time").first());
    assertThat(line.height).isBetween(40.0, 48.0);
    assertThat(time.y - line.y).isLessThan(16);
    assertThat(line.x + line.width - time.x - time.width).isLessThan(14);
  }

  @Test
  void remembersTheTabAndTheLook() {
    watch(1280, 720, "en-US");
    page.getByTestId("pane-events").click();
    assertThat(page.getByTestId("chat")).hasCount(0);
    page.getByTestId("feed-menu").click();
    page.getByTestId("compact").check();
    page.getByTestId("size-l").click();
    picture("layout-menu");
    page.reload();

    assertThat(page.getByTestId("pane-events")).hasAttribute("aria-checked", "true");
    assertThat(page.getByTestId("chat")).hasCount(0);
    assertThat(page.locator(".event-feed.compact.size-l")).isVisible();
    page.getByTestId("pane-chat").click();
    assertThat(page.getByTestId("chat")).isVisible();
    assertThat(page.getByTestId("event")).hasCount(0);
    picture("layout-chat");
  }

  /** Opens a live stream on a screen, with more events than fit. */
  private void watch(int width, int height, String locale) {
    scene.enter(new NewContextOptions().setViewportSize(width, height).setLocale(locale));
    page = scene.page();
    scene.watch("hubveteran");
    var control = scene.control();
    control.happen("stream.online", "hubveteran", new JsonObject());
    for (var i = 0; i < EVENTS; i++) {
      update = control.happen("channel.update", "hubveteran", title(i)).get(0);
      raid = control.happen("channel.raid", "hubveteran", viewers(100 + i)).get(0);
    }
    // The history of an earlier test has such events, too.
    assertThat(scene.feed().event(update)).isVisible();
    assertThat(scene.feed().event(raid)).isVisible();
    page.evaluate("() => scrollTo(0, 0)");
    page.waitForCondition(() -> page.getByTestId("event").count() >= EVENTS);
    picture("layout-" + width + "-" + locale);
  }

  private static JsonObject title(int round) {
    return new JsonObject().put("title", "Round " + round);
  }

  private static JsonObject viewers(int number) {
    return new JsonObject().put("viewers", number);
  }

  private Locator row(int index) {
    return page.getByTestId("event").nth(index);
  }

  private long rowsAbove(double y) {
    return page.getByTestId("event").all().stream()
        .map(it -> it.boundingBox())
        .filter(it -> it != null && it.y > 0 && bottom(it) <= y)
        .count();
  }

  private void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  private static BoundingBox box(Locator locator) {
    return locator.boundingBox();
  }

  private static double bottom(BoundingBox box) {
    return box.y + box.height;
  }
}
