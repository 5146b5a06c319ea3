package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the home page: its lists, their consent, the rail beside the player, and the theme. */
class HomePageIT {
  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  @ParameterizedTest
  @CsvSource({
    "en-US, DARK, Popular in English, Your channel",
    "de-DE, LIGHT, Beliebt auf Deutsch, Dein Kanal"
  })
  void isNeverEmpty(String locale, ColorScheme scheme, String popular, String yours) {
    enter(locale, scheme);
    scene.signIn();

    assertThat(page().getByTestId("your-channel")).containsText(yours);
    assertThat(page().getByTestId("follows-consent")).isVisible();
    assertThat(page().getByTestId("popular").locator("h2")).hasText(popular);
    assertThat(cards("popular").first()).isVisible();
    var card = cards("popular").first();
    assertThat(card.locator("img").first()).hasJSProperty("complete", true);
    assertThat(card).containsText(Pattern.compile("[\\d.,]+"));
    assertThat(page().locator("html")).hasAttribute("data-bs-theme", scheme.name().toLowerCase());
    new PageLook(page()).check("home-" + locale, List.of(360, 820, 1280, 1920));
    assertThat(scene.person().consoleErrors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"en-US, DARK, Page not found", "de-DE, LIGHT, Seite nicht gefunden"})
  void saysThatAnAddressIsUnknownAndOffersItsChannel(
      String locale, ColorScheme scheme, String heading) {
    enter(locale, scheme);
    scene.go("NightOwlChess");

    assertThat(page().locator("h1")).hasText(heading);
    assertThat(page()).hasTitle(Pattern.compile(heading + ".*"));
    assertThat(page().getByTestId("unknown")).containsText("#/NightOwlChess");
    new PageLook(page()).check("unknown-address-" + locale, List.of(320, 820, 1280, 1920));
    page().getByTestId("unknown-watch").click();
    assertThat(page()).hasURL(Pattern.compile(".*#/login\\?streamer=nightowlchess$"));

    scene.signIn();
    scene.go("there/is/nothing");
    assertThat(page().getByTestId("unknown-watch")).hasCount(0);
    page().getByTestId("unknown-home").click();
    assertThat(page().getByTestId("your-channel")).isVisible();
    assertThat(scene.person().consoleErrors()).isEmpty();
  }

  @Test
  void keepsTheTypedNameWhenALaterAttemptOpensTheChannel() {
    enter("en-US", ColorScheme.DARK);
    scene.signIn();
    page()
        .route(
            "**/api/streamers/nightowlchess/watch*",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(503)
                        .setHeaders(Map.of("Retry-After", "4"))
                        .setBody("{\"detail\": \"The server is busy.\"}")));
    scene.go("home?streamer=nightowlchess");
    assertThat(page().getByTestId("form-error")).hasText("The server is busy.");

    page().getByTestId("streamer-input").fill("saltw");
    page().unrouteAll();
    scene.feed().awaitLive();
    assertThat(page().getByTestId("streamer-input")).hasValue("saltw");
    assertThat(page().getByTestId("streamer-input")).isFocused();
  }

  @Test
  void closesTheSettingsWhenAnotherPageIsOpened() {
    enter("en-US", ColorScheme.DARK);
    scene.signIn();
    page().getByTestId("settings-button").click();
    assertThat(page().getByTestId("logout-button")).isVisible();

    scene.go("home?streamer=nightowlchess");
    assertThat(page().locator("#settings")).isHidden();
  }

  @ParameterizedTest
  @CsvSource({"360, 1", "820, 2", "1280, 4", "1920, 4"})
  void showsCardsInRowsAndTheFirstOnTheScreen(int width, int columns) {
    enter("en-US", ColorScheme.DARK);
    scene.signIn();
    page().getByTestId("follows-consent-later").click();
    page().getByTestId("popular-language").selectOption("any");
    assertThat(cards("popular").nth(3)).isVisible();
    page().setViewportSize(width, 740);

    page().waitForCondition(() -> columnsOfCards() == columns);
    assertThat(cards("popular").first().boundingBox().y).isLessThan(500);
  }

  @Test
  void listsFollowedChannelsAfterOneConsentAndAfterTheNextSignIn() {
    scene.signIn();
    assertThat(page().getByTestId("followed-live")).hasCount(0);

    page().getByTestId("follows-consent").click();
    scene.person().consent(BrowserScene.VIEWER);
    assertThat(cards("followed-live").first()).isVisible();
    assertThat(page().getByTestId("follows-consent")).hasCount(0);

    page().getByTestId("settings-button").click();
    page().getByTestId("logout-button").click();
    assertThat(page().getByText("what you allowed last time")).isVisible();
    page().getByTestId("login-button").click();
    page()
        .waitForCondition(
            () -> page().url().contains("authorize") || page().url().contains("#/home"));
    if (page().url().contains("authorize")) {
      scene.person().consent(BrowserScene.VIEWER);
    }
    assertThat(cards("followed-live").first()).isVisible();
  }

  @Test
  void remembersThatTheListOfFollowedChannelsIsNotWanted() {
    scene.signIn();
    page().getByTestId("follows-consent-later").click();
    assertThat(page().getByTestId("follows-consent")).hasCount(0);

    page().reload();

    assertThat(cards("popular").first()).isVisible();
    assertThat(page().getByTestId("follows-consent")).hasCount(0);
  }

  @Test
  void showsPopularStreamsOfALanguageAndACategory() {
    scene.signIn();
    assertThat(cards("popular").first()).isVisible();
    page().getByTestId("popular-category").selectOption("Chess");
    assertThat(page().locator("[data-testid=popular] [data-login=nightowlchess]")).isVisible();
    page()
        .waitForCondition(
            () -> cards("popular").allInnerTexts().stream().allMatch(it -> it.contains("Chess")));

    page().getByTestId("popular-language").selectOption("th");
    assertThat(page().getByTestId("popular")).containsText("No channel is live here right now");
    page().reload();
    assertThat(page().getByTestId("popular").locator("h2")).hasText("Popular in Thai");
  }

  @Test
  void opensACardAndKeepsItAsAFavourite() {
    scene.signIn();
    page().getByTestId("popular-language").selectOption("any");
    var login = cards("popular").first().getAttribute("data-login");
    cards("popular").first().getByTestId("favourite").click();
    assertThat(page().getByTestId("favourites").locator("[data-login=" + login + "]")).isVisible();

    cards("popular").first().getByRole(AriaRole.LINK).click();

    assertThat(scene.streamerTab(login)).isVisible();
    scene.feed().awaitLive();
  }

  @Test
  void showsLiveFavouritesBesideThePlayer() {
    scene.signIn();
    page().getByTestId("popular-language").selectOption("any");
    var login = cards("popular").first().getAttribute("data-login");
    cards("popular").first().getByTestId("favourite").click();
    scene.open("hubveteran");

    var seat = page().getByTestId("live-rail").locator("[data-login=" + login + "] a");
    assertThat(seat).hasAttribute("title", Pattern.compile(".*viewers.*"));
    seat.click();
    assertThat(scene.streamerTab(login)).isVisible();
    assertThat(page().getByTestId("live-rail").locator("[data-login=" + login + "]")).hasCount(0);
  }

  @Test
  void saysWhichChannelWasClosedToMakeRoom() {
    scene.signIn();
    for (var login : List.of("one", "two", "three", "four", "five", "six", "seven", "eight")) {
      control().addUser("room_" + login);
      scene.open("room_" + login);
      if (login.equals("one")) {
        page().getByTestId("favourite").click();
      }
    }
    control().addUser("room_nine");
    scene.open("room_nine");

    assertThat(page().getByTestId("evicted")).containsText("room_two was closed");
    assertThat(scene.streamerTab("room_one")).isVisible();
    page().getByTestId("evicted").getByText("Open again").click();
    assertThat(scene.streamerTab("room_two")).isVisible();
  }

  @Test
  void listsModeratedChannels() {
    scene.person().signIn(scene.demo().url(), "juniper_k");
    assertThat(cards("popular").first()).isVisible();
    assertThat(page().getByTestId("moderated")).hasCount(0);
    page().navigate(scene.demo().url() + "/api/auth/login?own=true&groups=moderated");
    scene.person().consent("juniper_k");

    assertThat(page().getByTestId("moderated").locator("[data-login=tfue]"))
        .containsText(Pattern.compile("Live.*viewers", Pattern.DOTALL));
    assertThat(page().getByTestId("moderated").locator("[data-login=saltwaterkeys]")).isVisible();
  }

  @Test
  void doesNotAskAgainForWhatAnotherDeviceUnlocked() {
    scene.person().signIn(scene.demo().url(), "kettle_and_code");
    page()
        .navigate(
            scene.demo().url()
                + "/api/auth/login?own=true&streamer=kettle_and_code"
                + "&groups=community,support,play,stream,moderation");
    scene.person().consent("kettle_and_code");
    scene.feed().awaitLive();
    control().awaitSubscription("kettle_and_code", "channel.warning.acknowledge");

    enter("en-US", ColorScheme.DARK);
    scene.person().signIn(scene.demo().url(), "kettle_and_code");
    scene.open("kettle_and_code");

    assertThat(page().locator(".unlock.complete")).isVisible();
    assertThat(page().getByTestId("unlock")).hasCount(0);
  }

  @Test
  void showsTheShellUntilThePageRuns() {
    page().route(Pattern.compile(".*/assets/index-.*\\.js"), Route::abort);
    page().navigate(scene.demo().url().toString());
    assertThat(page().locator(".shell-header")).containsText("Streamer Event Viewer");
    assertThat(page().locator(".shell-body")).isHidden();

    page().unrouteAll();
    scene.signIn();
    assertThat(page().locator(".shell")).hasCount(0);
    page().route(Pattern.compile(".*/assets/index-.*\\.js"), Route::abort);
    page().reload();
    assertThat(page().locator(".shell-body .skeleton").last()).isVisible();
  }

  @Test
  void canBeInstalled() {
    page().navigate(scene.demo().url().toString());
    var manifest =
        new JsonObject(
            (String)
                page()
                    .evaluate(
                        "() => fetch(document.querySelector('link[rel=manifest]').href)"
                            + ".then((it) => it.text())"));
    assertThat(manifest.getString("start_url")).isEqualTo("/");

    var broken =
        page()
            .evaluate(
                """
                async (icons) => {
                  const load = ({ src, sizes }) => new Promise((resolve) => {
                    const image = new Image()
                    image.onload = () => resolve(`${image.width}x${image.height}` !== sizes)
                    image.onerror = () => resolve(true)
                    image.src = src
                  })
                  return (await Promise.all(icons.map(load))).filter(Boolean).length
                }
                """,
                manifest.getJsonArray("icons").stream()
                    .map(it -> ((JsonObject) it).getMap())
                    .toList());
    assertThat(broken).isEqualTo(0);
  }

  @Test
  void showsViewersOfSuggestions() {
    scene.signIn();
    page().getByTestId("streamer-input").pressSequentially("nightowl");

    assertThat(page().getByTestId("streamer-suggestion").first())
        .containsText(Pattern.compile("Chess.*viewers", Pattern.DOTALL));
  }

  @Test
  void followsTheThemeOfTheSystem() {
    enter("en-US", ColorScheme.LIGHT);
    scene.signIn();
    assertThat(page().locator("html")).hasAttribute("data-bs-theme", "light");
    page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertThat(page().locator("html")).hasAttribute("data-bs-theme", "dark");

    page().getByTestId("settings-button").click();
    page().getByTestId("theme-light").click();
    assertThat(page().locator("html")).hasAttribute("data-bs-theme", "light");
    page().getByTestId("theme-system").click();
    assertThat(page().locator("html")).hasAttribute("data-bs-theme", "dark");
  }

  private void enter(String locale, ColorScheme scheme) {
    scene.enter(
        new NewContextOptions()
            .setViewportSize(1280, 900)
            .setLocale(locale)
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  private int columnsOfCards() {
    var top = cards("popular").first().boundingBox().y;
    return (int) cards("popular").all().stream().filter(it -> it.boundingBox().y == top).count();
  }

  private Locator cards(String list) {
    return page().getByTestId(list).getByTestId("stream-card");
  }

  private Page page() {
    return scene.page();
  }

  private SandboxControl control() {
    return scene.control();
  }
}
