package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the stream as a picture: its curve, its marks, its figures, and the summary at its end. */
class StreamPictureIT {
  private static final List<Integer> WIDTHS = List.of(360, 390, 820, 1280, 1440, 1920);

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  /** A second raid by the same raider would count as a copy of the first. */
  private static int raiders;

  private Page page;
  private String raid;
  private Instant begun;

  @ParameterizedTest
  @CsvSource({"1280, 720, en-US", "1920, 1080, de-DE"})
  void leadsFromAMarkToTheRowOfItsEvent(int width, int height, String locale) {
    watch(width, height, locale);

    assertThat(page.getByTestId("viewer-curve")).isVisible();
    assertThat(page.getByTestId("tile-raids")).containsText("2");
    assertThat(page.getByTestId("tile-peak")).containsText(Pattern.compile("1[.,]?\\d{3}"));
    new PageLook(page).check("picture-" + locale, WIDTHS);

    page.getByTestId("moment").last().focus();
    assertThat(page.getByTestId("moment-hint")).not().isEmpty();
    page.keyboard().press("Enter");

    assertThat(openedRow()).isVisible();
    assertThat(openedRow().locator("summary").first()).isFocused();
    assertThat(scene.person().consoleErrors()).isEmpty();
  }

  @Test
  void leadsFromAnOfflineStreamerToTheLatestRecording() {
    scene.watch("quietriver");
    assertThat(scene.page().getByTestId("latest-recording").locator("a"))
        .hasAttribute("href", Pattern.compile("https://www\\.twitch\\.tv/videos/\\d+"));
  }

  @ParameterizedTest
  @CsvSource({"390, 844, en-US, Next stream", "1440, 900, de-DE, Nächster Stream"})
  void tellsWhenAnOfflineStreamerMeansToBeLive(
      int width, int height, String locale, String heading) {
    scene.enter(new NewContextOptions().setViewportSize(width, height).setLocale(locale));
    page = scene.page();
    scene.watch("quietriver");

    if (width < 992) {
      page.getByTestId("pane-info").click();
    }
    var next = page.getByTestId("next-stream");
    assertThat(next).isVisible();
    assertThat(next.locator("h2")).hasText(heading);
    assertThat(next.locator("time")).hasText(Pattern.compile(".*\\d{1,2}:00.*"));
    assertThat(next.locator("bdi")).not().isEmpty();
    new PageLook(page).check("offline-" + locale, List.of(320, 390, 820, 1280, 1440, 1920));

    scene.open("tfue");
    assertThat(page.getByTestId("next-stream")).hasCount(0);
  }

  @Test
  void hasOneTabStopForAllMarks() {
    watch(1440, 900, "en-US");
    page.getByTestId("moment").last().focus();
    var last = page.getByTestId("moment-hint").textContent();
    page.keyboard().press("Home");

    assertThat(page.getByTestId("moment-hint")).not().hasText(last);
    assertThat(page.locator("[data-testid=moment][tabindex='0']")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0%", "100%"})
  void keepsWholeMarksWithinTheCurve(String place) {
    watch(1440, 900, "en-US");
    var sticksOut =
        page.getByTestId("moment")
            .last()
            .evaluate(
                """
                (mark, place) => {
                  const list = mark.closest('ul')
                  mark.closest('li').style.setProperty('--place', place)
                  const [inner, outer] = [mark, list].map((it) => it.getBoundingClientRect())
                  return inner.left < outer.left - 0.5 || inner.right > outer.right + 0.5
                }
                """,
                place);

    assertThat(sticksOut).isEqualTo(false);
  }

  @Test
  void leadsToAnEventThatAFilterHides() {
    watch(1440, 900, "en-US");
    page.getByTestId("filter").click();
    page.getByTestId("filters").locator("input[type=search], input[type=text]").first().fill("zzz");
    assertThat(page.getByTestId("event")).hasCount(0);

    markOfTheRaid();

    assertThat(openedRow()).isVisible();
  }

  @Test
  void leadsFromTheInfoOfAPhoneToTheEvent() {
    watch(390, 844, "en-US");
    assertThat(page.getByTestId("stream-picture")).hasCount(0);
    page.getByTestId("pane-info").click();
    assertThat(page.getByTestId("viewer-curve")).isVisible();
    new PageLook(page).check("picture-info", WIDTHS);

    markOfTheRaid();

    assertThat(page.getByTestId("pane-events")).hasAttribute("aria-checked", "true");
    assertThat(openedRow()).isVisible();
  }

  @Test
  void savesTheSummaryOfAStreamThatEnded() throws IOException {
    watch(1440, 900, "en-US");
    assertThat(page.getByTestId("stream-summary")).hasCount(0);

    scene.control().happen("stream.offline", "hubveteran", new JsonObject());

    assertThat(page.getByTestId("stream-summary")).isVisible();
    assertThat(page.getByTestId("top-moments")).containsText("1,204 viewers");
    var text = saved("save-md");
    assertThat(text).contains("# HubVeteran", "raids: 2 (1,216 viewers)", "with 1,204 viewers");
    var summary = new JsonObject(saved("save-json"));
    assertThat(summary.getJsonObject("totals").getInteger("raiders")).isEqualTo(1_216);
    new PageLook(page).check("picture-ended", WIDTHS);
    page.getByTestId("top-moment").getByText("1,204").click();
    assertThat(openedRow()).isVisible();
  }

  private void watch(int width, int height, String locale) {
    scene.enter(
        new NewContextOptions()
            .setViewportSize(width, height)
            .setLocale(locale)
            .setColorScheme(ColorScheme.DARK)
            .setReducedMotion(ReducedMotion.REDUCE));
    page = scene.page();
    begun = Instant.now();
    page.route("**/api/streamers/hubveteran/viewers", StreamPictureIT::threeHours);
    page.route("**/api/streamers/hubveteran/watch*", StreamPictureIT::anEarlierRaid);
    page.route("**/api/streamers/hubveteran/events?*", this::withoutOtherTests);
    scene.watch("hubveteran");
    scene.control().awaitSubscription("hubveteran", "channel.raid");
    scene.feed().awaitLive();
    scene
        .control()
        .happen(
            "stream.online",
            "hubveteran",
            new JsonObject().put("started_at", Instant.now().minusSeconds(10_800).toString()));
    raid =
        scene
            .control()
            .happen(
                "channel.raid",
                "hubveteran",
                new JsonObject()
                    .put("from_broadcaster_user_id", String.valueOf(700_000_000 + raiders++))
                    .put("viewers", 1204))
            .get(0);
    assertThat(scene.feed().event(raid)).isAttached();
    scene.control().happen("channel.update", "hubveteran", new JsonObject());
  }

  private void markOfTheRaid() {
    page.getByTestId("moment").last().click();
  }

  private Locator openedRow() {
    return page.locator("[data-testid=event] details[open], details[open][data-testid=event]")
        .first();
  }

  private String saved(String button) throws IOException {
    var download = page.waitForDownload(() -> page.getByTestId(button).click());
    Path file = download.path();
    return Files.readString(file);
  }

  /** Leaves out the events of other tests, which the feed would fold with those of this one. */
  private void withoutOtherTests(Route route) {
    var response = route.fetch();
    var body = new JsonObject(response.text());
    body.getJsonArray("events").stream()
        .map(JsonObject.class::cast)
        .filter(event -> Instant.parse(event.getString("at")).isBefore(begun))
        .toList()
        .forEach(body.getJsonArray("events")::remove);
    route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(body.encode()));
  }

  /** Replaces the recent events by a raid that happened an hour and a half ago. */
  private static void anEarlierRaid(Route route) {
    if (!route.request().method().equals("PUT")) {
      route.resume();
      return;
    }
    var response = route.fetch();
    var body = new JsonObject(response.text());
    var streamer = body.getJsonObject("streamer");
    body.getJsonObject("recent")
        .getJsonArray("events")
        .clear()
        .add(
            0,
            new JsonObject()
                .put("id", "earlier")
                .put("type", "channel.raid")
                .put("at", Instant.now().minusSeconds(5_400).toString())
                .put(
                    "streamer",
                    new JsonObject()
                        .put("id", streamer.getString("id"))
                        .put("login", "hubveteran")
                        .put("name", streamer.getString("name")))
                .put("headline", "Raided by OrbitalTea with 12 viewers")
                .put(
                    "details",
                    new JsonObject()
                        .put("action", "raid.in")
                        .put("amount", 12)
                        .put(
                            "actor",
                            new JsonObject()
                                .put("login", "orbitaltea")
                                .put("name", "OrbitalTea"))));
    route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(body.encode()));
  }

  /** Answers with a sample for each of the last 180 minutes. */
  private static void threeHours(Route route) {
    var now = Instant.now();
    var samples =
        IntStream.rangeClosed(1, 180)
            .mapToObj(
                minute ->
                    new JsonObject()
                        .put("at", now.minusSeconds((181L - minute) * 60).toString())
                        .put("viewers", (int) (1_000 + 400 * Math.sin(minute / 20.0))))
            .toList();
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("application/json")
            .setBody(new JsonObject().put("samples", new JsonArray(samples)).encode()));
  }
}
