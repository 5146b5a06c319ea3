package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests a person's use of the feed in real Chromium. */
class FeedInBrowserIT {
  /** A broadcaster who has not unlocked their own channel yet. */
  private static final String BROADCASTER = "kettle_and_code";

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

  @AfterEach
  void leave() {
    assertThat(scene.person().consoleErrors())
        .filteredOn(it -> it.contains("Content Security"))
        .isEmpty();
  }

  @Test
  void explainsAnEmptyFeed() {
    scene.watch("orbitaltea");

    assertThat(feed.byTestId("feed-empty"))
        .containsText("You will see it here the second the stream starts");
    feed.picture("empty");
  }

  @Test
  void foldsBursts() {
    scene.watch("tfue");
    feed.byTestId("unlock").click();
    scene.person().consent("tfue");
    feed.awaitLive();
    control.awaitSubscription("tfue", "channel.subscription.gift");
    control.awaitSubscription("tfue", "channel.poll.end");

    // A burst ends with five minutes of the clock.
    await().until(() -> System.currentTimeMillis() % 300_000 < 270_000);
    happen("channel.hype_train.begin", "id", "train");
    for (var i = 0; i < 4; i++) {
      happen("channel.follow");
    }
    control.happen(
        "channel.subscription.gift", "tfue", new JsonObject("{\"total\": 3, \"tier\": \"1000\"}"));
    for (var i = 0; i < 3; i++) {
      control.happen(
          "channel.subscribe", "tfue", new JsonObject("{\"is_gift\": true, \"tier\": \"1000\"}"));
    }
    happen("channel.poll.begin", "id", "poll");
    happen("channel.poll.end", "id", "poll");
    happen("channel.hype_train.progress", "id", "train");

    assertThat(feed.events()).hasCount(4);
    var follows = feed.events().filter(text("4 new followers"));
    PageFeed.toggle(follows);
    assertThat(follows.getByTestId("members").locator("> li")).hasCount(4);
    assertThat(feed.events().filter(text("gifted 3 Tier 1 subs"))).hasCount(1);
    feed.picture("crowds");
  }

  @Test
  void keepsTheChosenKindsInTheAddress() {
    scene.watch("hubveteran");
    var raid = one("channel.raid");
    var update = one("channel.update");
    assertThat(feed.event(update)).isVisible();

    feed.openFilter();
    feed.byTestId("filter-raid").click();
    assertThat(page).hasURL(Pattern.compile(".*[?&]show=raid.*"));
    page.reload();

    assertThat(feed.event(raid)).isVisible();
    assertThat(feed.event(update)).hasCount(0);
    feed.openFilter();
    feed.byTestId("event-search").fill("nobody at all");
    assertThat(feed.byTestId("feed-empty")).isVisible();
    feed.picture("none-fits");
    feed.byTestId("feed-empty").getByRole(AriaRole.BUTTON).click();
    assertThat(feed.event(update)).isVisible();
  }

  @Test
  void pausesAndCountsWaitingEvents() {
    scene.watch("hubveteran");
    feed.byTestId("pause").click();

    var first = one("channel.raid");
    one("channel.update");
    assertThat(feed.byTestId("show-new")).hasText("2 new");
    assertThat(feed.event(first)).hasCount(0);
    feed.picture("paused");

    feed.byTestId("show-new").click();
    assertThat(feed.event(first)).isVisible();
    assertThat(feed.byTestId("pause")).hasText("Pause");
  }

  @Test
  void keepsItsPositionDuringKeyboardNavigation() {
    scene.watch("hubveteran");
    var read = one("channel.raid");
    assertThat(feed.event(read)).isVisible();

    feed.byTestId("pause").focus();
    var summary = feed.event(read).locator("summary").first();
    page.waitForCondition(
        () -> {
          page.keyboard().press("Tab");
          return (boolean) summary.evaluate("it => it === document.activeElement");
        });
    one("channel.update");
    assertThat(feed.byTestId("show-new")).hasText("1 new");
    assertThat(summary).isFocused();

    page.keyboard().press("Enter");
    assertThat(feed.event(read)).containsText("Viewers");
    feed.picture("details");
  }

  @Test
  void rendersFewOfHundredsOfEvents() {
    scene.watch("saltwaterkeys");
    // Each with its own title: in whatever order they arrive, each changes something.
    for (var i = 1; i <= 300; i++) {
      control.happen(
          "channel.update", "saltwaterkeys", new JsonObject().put("title", "Title " + i));
    }
    assertThat(page.locator("[aria-setsize='300']").first())
        .isVisible(new IsVisibleOptions().setTimeout(60_000));
    assertThat(feed.events().count()).isLessThan(100);

    feed.events().first().locator("summary").focus();
    page.keyboard().press("End");
    assertThat(page.locator("[aria-posinset='300'] summary")).isFocused();
    var late = control.happen("channel.raid", "saltwaterkeys", new JsonObject()).get(0);
    assertThat(feed.byTestId("show-new")).hasText("1 new");
    assertThat(page.locator("[aria-posinset='300'] summary")).isInViewport();

    feed.awaitScrollEnd();
    feed.byTestId("show-new").click();
    assertThat(feed.event(late)).isInViewport();
  }

  @Test
  void exportsRowsWithoutFormulas() throws IOException {
    scene.watch("hubveteran");
    control.happen(
        "channel.update",
        "hubveteran",
        new JsonObject("{\"title\": \"=1+1\", \"category_name\": \"\"}"));
    one("channel.raid");
    feed.openFilter();
    feed.byTestId("filter-update").click();
    assertThat(feed.events().first()).containsText("=1+1");

    feed.byTestId("feed-menu").click();
    feed.picture("export");
    var saved = page.waitForDownload(() -> feed.byTestId("export-csv").click());

    assertThat(saved.suggestedFilename()).matches("hubveteran-events-.*\\.csv");
    assertThat(Files.readString(saved.path()))
        .startsWith("\uFEFFtime,type,")
        .contains("channel.update")
        .doesNotContain("channel.raid")
        .doesNotContainPattern("(?m)(^|,)\"[=+@-]");
  }

  @Test
  void wordsEveryKindOfEventInTheLanguageOfThePage() throws IOException {
    scene.enter(new NewContextOptions().setViewportSize(1280, 900).setLocale("de-DE"));
    open();
    scene.person().signIn(scene.demo().url(), BROADCASTER);
    scene.open(BROADCASTER);
    feed.byTestId("unlock").click();
    scene.person().consent(BROADCASTER);
    feed.awaitLive();
    control.awaitSubscription(BROADCASTER, "channel.subscription.gift");
    control.awaitSubscription(BROADCASTER, "channel.goal.end");
    var types =
        control.subscriptions(BROADCASTER).stream()
            .map(it -> it.getString("type"))
            .distinct()
            .toList();

    var english =
        types.stream()
            .map(type -> control.happen(type, BROADCASTER, new JsonObject()).get(0))
            .map(id -> control.awaitPublished(id).data().getString("headline"))
            .toList();
    var raid = control.happen("channel.raid", BROADCASTER, new JsonObject()).get(0);
    assertThat(feed.event(raid)).isVisible();
    feed.byTestId("feed-menu").click();
    assertThat(feed.byTestId("export-csv")).isEnabled();
    var saved = Files.readString(page.waitForDownload(feed.byTestId("export-csv")::click).path());

    assertThat(types).hasSizeGreaterThan(20);
    assertThat(saved).doesNotContain(english);
    assertThat(saved.lines()).hasSizeGreaterThan(types.size());
    PageFeed.toggle(feed.event(raid));
    assertThat(feed.event(raid)).containsText("Zuschauer");
    assertThat(feed.event(raid)).not().containsText("broadcaster user");
    feed.picture("german");
  }

  @ParameterizedTest
  @CsvSource({"en-US, Loading the rest", "de-DE, Der Rest dieses langen Ereignisses"})
  void fetchesTheRestOfAShortenedEvent(String locale, String loading) {
    scene.enter(new NewContextOptions().setViewportSize(1280, 900).setLocale(locale));
    open();
    var remark = "A title for " + locale;
    var update = new JsonObject().put("title", remark);
    scene.watch("hubveteran");
    var id = control.happen("channel.update", "hubveteran", update).get(0);
    control.awaitPublished(id);
    page.route("**/watch*", FeedInBrowserIT::withShortenedEvents);
    page.route("**/events?*", FeedInBrowserIT::withShortenedEvents);
    var asked = new ArrayList<Route>();
    page.route("**/events/" + id, asked::add);
    page.reload();

    PageFeed.toggle(feed.event(id));
    assertThat(feed.event(id).getByTestId("rest-loading")).containsText(loading);
    assertThat(feed.event(id).locator("dl")).not().containsText(remark);
    page.waitForCondition(() -> !asked.isEmpty());
    asked.get(0).resume();

    assertThat(feed.event(id).locator("dl")).containsText(remark);
    assertThat(feed.event(id).getByTestId("rest-loading")).hasCount(0);
  }

  /** Replaces the details of the recent events, as if they had been shortened. */
  private static void withShortenedEvents(Route route) {
    var response = route.fetch();
    var opened = new JsonObject(response.text());
    var details = new JsonObject().put("lacks", new JsonArray().add("title"));
    opened
        .getJsonObject("recent", opened)
        .getJsonArray("events", new JsonArray())
        .forEach(event -> ((JsonObject) event).put("details", details));
    route.fulfill(new FulfillOptions().setResponse(response).setBody(opened.encode()));
  }

  @Test
  void opensALinkedEvent() {
    scene.watch("hubveteran");
    var id = one("channel.raid");
    PageFeed.toggle(feed.event(id));
    page.context().grantPermissions(List.of("clipboard-write"));
    feed.event(id).getByTestId("copy-link").click();
    assertThat(feed.event(id)).containsText("Copied");

    scene.go("home?streamer=hubveteran&event=" + id);
    page.reload();
    assertThat(feed.event(id)).containsText("Viewers");
    feed.picture("linked");

    scene.go("home?streamer=hubveteran&event=gone");
    feed.awaitNotice("link").getByText("Dismiss").click();
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, hides the linked event, Show all events, Viewers",
    "de-DE, blendet das verlinkte Ereignis aus, Alle Ereignisse zeigen, Zuschauer"
  })
  void opensALinkedEventThatTheFilterHides(
      String locale, String sentence, String action, String details) {
    scene.enter(new NewContextOptions().setViewportSize(1280, 900).setLocale(locale));
    open();
    scene.watch("hubveteran");
    var id = one("channel.raid");
    assertThat(feed.event(id)).isVisible();
    feed.openFilter();
    feed.byTestId("hide-raid").click();
    assertThat(feed.event(id)).hasCount(0);

    scene.go("home?streamer=hubveteran&event=" + id);
    page.reload();
    feed.awaitNotice("link-hidden", sentence).getByText(action).click();
    assertThat(feed.event(id)).containsText(details);
    feed.awaitNoNotice("link-hidden");
  }

  @Test
  void closesMenusOnAPressElsewhere() {
    scene.watch("hubveteran");
    var settings = page.locator("#settings");
    openMenu();
    page.getByTestId("stream-title").click();
    assertThat(feed.byTestId("compact")).hasCount(0);

    openMenu();
    page.getByTestId("player").click();
    assertThat(feed.byTestId("compact")).hasCount(0);

    page.getByTestId("settings-button").click();
    assertThat(page.getByTestId("logout-button")).isVisible();
    page.getByTestId("player").click();
    assertThat(settings).isHidden();
  }

  private void openMenu() {
    feed.byTestId("feed-menu").click();
    assertThat(feed.byTestId("compact")).isVisible();
  }

  private String one(String type) {
    return control.happen(type, "hubveteran", new JsonObject()).get(0);
  }

  private void happen(String type, String... field) {
    var event = new JsonObject();
    if (field.length > 0) {
      event.put(field[0], field[1]);
    }
    control.awaitPublished(control.happen(type, "tfue", event).get(0));
  }

  private static FilterOptions text(String text) {
    return new FilterOptions().setHasText(text);
  }
}
