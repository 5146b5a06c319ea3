package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tests several streamers in one page, and the data that a device keeps about them and the viewer.
 */
class FollowSeveralIT {
  /** Replaces the browser's notifications, which only a service worker may show. */
  private static final String NOTICES =
      """
      window.notices = []
      window.Notification = class {
        static permission = 'default'
        static requestPermission = async () => (Notification.permission = 'granted')
        constructor() { throw new TypeError('Illegal constructor') }
      }
      ServiceWorkerRegistration.prototype.showNotification = async (title) => {
        window.notices.push(title)
      }
      """;

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private SandboxControl control;
  private Page page;

  @BeforeEach
  void open() {
    control = scene.control();
    page = scene.page();
  }

  @Test
  void countsEventsOutOfView() {
    scene.signIn();
    scene.open("hubveteran");
    scene.open("orbitaltea");

    control.happen("channel.update", "hubveteran", new JsonObject());
    control.happen("channel.update", "hubveteran", new JsonObject().put("title", "Seen later"));
    assertThat(scene.streamerTab("hubveteran").getByTestId("unread"))
        .hasText(Pattern.compile("2.*"));
    assertThat(page).hasTitle(Pattern.compile("\\(2\\) .*OrbitalTea.*"));

    scene.streamerTab("hubveteran").getByRole(AriaRole.LINK).click();
    assertThat(page).hasURL(Pattern.compile(".*#/home\\?streamer=hubveteran$"));
    assertThat(page.getByTestId("event").first()).containsText("Seen later");
    assertThat(page.getByTestId("unread")).hasCount(0);
    assertThat(page).hasTitle(Pattern.compile("^HubVeteran is .*"));
  }

  @Test
  void keepsTheTabsThroughAReloadAndClosesOne() {
    scene.signIn();
    scene.open("hubveteran");
    scene.open("orbitaltea");
    page.reload();
    assertThat(page.getByTestId("strip-seat")).hasCount(2);
    page.waitForCondition(() -> control.isOccupied("hubveteran"));

    scene.streamerTab("orbitaltea").hover();
    closeTab("orbitaltea");
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
    assertThat(page.getByTestId("strip-seat")).hasCount(1);
    page.waitForCondition(() -> !control.isOccupied("orbitaltea"));
  }

  @Test
  void keepsTheOrderThatTheViewerChose() {
    scene.signIn();
    scene.open("hubveteran");
    scene.open("orbitaltea");
    scene.open("quietriver");
    control.happen("stream.online", "quietriver", new JsonObject());
    assertOrder("quietriver", "hubveteran", "orbitaltea");

    scene.streamerTab("orbitaltea").getByRole(AriaRole.LINK).focus();
    page.keyboard().press("Alt+ArrowUp");
    assertOrder("quietriver", "orbitaltea", "hubveteran");
    assertThat(page.getByTestId("strip-told")).hasText("OrbitalTea is now channel 2 of 3.");
    page.keyboard().press("Alt+ArrowUp");
    assertOrder("orbitaltea", "quietriver", "hubveteran");
    assertThat(scene.streamerTab("orbitaltea").getByRole(AriaRole.LINK)).isFocused();

    scene.streamerTab("hubveteran").dragTo(scene.streamerTab("orbitaltea"));
    assertOrder("hubveteran", "orbitaltea", "quietriver");
    scene.streamerTab("orbitaltea").hover();
    new PageLook(page).check("strip-of-three", List.of(320, 1280, 1920, 2560));
    page.reload();
    assertOrder("hubveteran", "orbitaltea", "quietriver");

    scene.streamerTab("orbitaltea").getByRole(AriaRole.LINK).click();
    scene.streamerTab("orbitaltea").locator(".forward").click();
    assertOrder("orbitaltea", "hubveteran", "quietriver");
    assertThat(scene.person().consoleErrors()).isEmpty();
  }

  @Test
  void offersItsControlsToAFingerOnAWideScreen() {
    scene.enterByTouch(1280, 800, "en-US");
    page = scene.page();
    scene.watch("hubveteran");
    scene.open("orbitaltea");
    var tab = scene.streamerTab("orbitaltea");
    var picture = tab.locator(".picture").boundingBox();
    for (var control : List.of(".forward", ".close")) {
      var box = tab.locator(control).boundingBox();
      assertThat(box.height).isGreaterThanOrEqualTo(PageLook.FINGER_PX);
      assertThat(box.y).isGreaterThanOrEqualTo(picture.y + picture.height);
    }
    new PageLook(page).checkHere("strip-by-touch", 1280, 800);

    tab.locator(".forward").tap();
    assertOrder("orbitaltea", "hubveteran");
    tab.locator(".close").tap();
    assertThat(page.getByTestId("strip-seat")).hasCount(1);
  }

  @Test
  void removesATabOfAnUnknownStreamer() {
    scene.signIn();
    scene.open("hubveteran");
    scene.go("home?streamer=nobody_at_all");

    assertThat(page.getByTestId("form-error")).containsText("nobody_at_all");
    assertThat(page.getByTestId("strip-seat")).hasCount(1);
  }

  @Test
  void notifiesWhenAFavouriteGoesLive() {
    page.addInitScript(NOTICES);
    scene.signIn();
    scene.open("quietriver");
    page.getByTestId("favourite").click();
    page.getByTestId("settings-button").click();
    page.getByTestId("notify-live").check();
    page.keyboard().press("Escape");
    scene.open("hubveteran");

    control.happen("stream.online", "quietriver", new JsonObject());

    page.waitForCondition(() -> !notices().isEmpty());
    assertThat(notices()).isEqualTo(List.of("QuietRiver is live"));
  }

  @Test
  void showsWhichRecentStreamersAreLive() {
    scene.signIn();
    scene.open("bravegoose");
    page.getByTestId("favourite").click();
    scene.open("mossandmortar");
    closeTab("bravegoose");
    closeTab("mossandmortar");

    assertThat(listEntry("favourites", "bravegoose"))
        .containsText(Pattern.compile("Live.*viewers"));
    assertThat(listEntry("recent", "mossandmortar")).containsText("Offline");
  }

  @Test
  void paintsTheLightThemeFirstOnALightDevice() {
    scene.signIn();
    page.getByTestId("settings-button").click();
    page.getByTestId("theme-light").click();
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");

    // The page's own script is blocked, so only the small script before it can set the theme.
    page.route(Pattern.compile(".*/assets/index-.*\\.js"), Route::abort);
    page.reload();
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
  }

  @Test
  void usesTheChosenLanguageOrTheBrowsers() {
    scene.enter(new NewContextOptions().setLocale("de-DE"));
    page = scene.page();
    page.navigate(scene.demo().url().toString());
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(page.getByTestId("login-button")).containsText("Mit Twitch anmelden");

    page.getByTestId("language").selectOption("en");
    assertThat(page.getByTestId("login-button")).containsText("Sign in with Twitch");
    page.reload();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void worksByKeyboardAlone() {
    scene.signIn();
    scene.go("home");
    page.reload();
    assertThat(page.getByTestId("streamer-input")).isVisible();
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to content")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#main")).isFocused();
    // Back over the account and the button of the search.
    for (var step = 0; step < 3; step += 1) {
      page.keyboard().press("Shift+Tab");
    }
    assertThat(page.getByTestId("streamer-input")).isFocused();

    page.keyboard().type("hubvet");
    assertThat(page.getByTestId("streamer-suggestion").first()).isVisible();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");

    scene.feed().awaitLive();
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
    assertThat(page.locator("#main")).isFocused();
  }

  private void assertOrder(String... logins) {
    for (var place = 0; place < logins.length; place += 1) {
      assertThat(page.getByTestId("strip-seat").nth(place))
          .hasAttribute("data-login", logins[place]);
    }
  }

  private void closeTab(String login) {
    var named = new Locator.GetByRoleOptions().setName(Pattern.compile("^Close "));
    scene.streamerTab(login).getByRole(AriaRole.BUTTON, named).click();
  }

  private Locator listEntry(String list, String login) {
    return page.getByTestId(list).locator("[data-login=" + login + "]");
  }

  @SuppressWarnings("unchecked")
  private List<String> notices() {
    return (List<String>) page.evaluate("() => window.notices");
  }
}
