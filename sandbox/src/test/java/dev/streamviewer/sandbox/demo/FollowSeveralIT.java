package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several streamers in one page, and what a device remembers of them and of its viewer. */
class FollowSeveralIT {
  /** In the place of the browser's notices, which no test can read. */
  private static final String NOTICES =
      """
      window.notices = []
      window.Notification = class {
        static permission = 'default'
        static requestPermission = async () => (Notification.permission = 'granted')
        constructor(title) { window.notices.push(title) }
        close() {}
      }
      """;

  private static TestDemo demo;
  private static Backstage backstage;
  private static Browser browser;

  private Browser.Person person;
  private Page page;

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

  @AfterEach
  void leave() {
    person.close();
  }

  @Test
  void countsWhatHappensOutOfView() {
    arrive(new NewContextOptions());
    watch("hubveteran");
    watch("orbitaltea");

    backstage.happen("channel.update", "hubveteran", new JsonObject());
    backstage.happen("channel.update", "hubveteran", new JsonObject().put("title", "Seen later"));
    assertThat(seat("hubveteran").getByTestId("unread")).hasText(Pattern.compile("2.*"));
    assertThat(page).hasTitle(Pattern.compile("\\(2\\) .*OrbitalTea.*"));

    seat("hubveteran").getByRole(AriaRole.LINK).click();
    assertThat(page).hasURL(Pattern.compile(".*#/home\\?streamer=hubveteran$"));
    assertThat(page.getByTestId("event").first()).containsText("Seen later");
    assertThat(page.getByTestId("unread")).hasCount(0);
    assertThat(page).hasTitle(Pattern.compile("^HubVeteran is .*"));
  }

  @Test
  void keepsTheStripThroughAReloadAndClosesOneOfThem() {
    arrive(new NewContextOptions());
    watch("hubveteran");
    watch("orbitaltea");
    page.reload();
    assertThat(page.getByTestId("strip-seat")).hasCount(2);
    page.waitForCondition(() -> backstage.isOccupied("hubveteran"));

    seat("orbitaltea").hover();
    seat("orbitaltea").getByRole(AriaRole.BUTTON).click();
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
    assertThat(page.getByTestId("strip-seat")).hasCount(1);
    page.waitForCondition(() -> !backstage.isOccupied("orbitaltea"));
  }

  @Test
  void givesTheSeatUpWhenThereIsNobodyOfThatName() {
    arrive(new NewContextOptions());
    watch("hubveteran");
    page.navigate(demo.url() + "/#/home?streamer=nobody_at_all");

    assertThat(page.getByTestId("form-error")).containsText("nobody_at_all");
    assertThat(page.getByTestId("strip-seat")).hasCount(1);
  }

  @Test
  void tellsWhenAFavouriteGoesLiveOnceAskedTo() {
    person = browser.person(new NewContextOptions().setViewportSize(1440, 900));
    page = person.page();
    page.addInitScript(NOTICES);
    person.signIn(demo.url(), "tfue");
    watch("quietriver");
    page.getByTestId("favourite").click();
    page.getByTestId("settings-button").click();
    page.getByTestId("notify-live").check();
    page.keyboard().press("Escape");
    watch("hubveteran");

    backstage.happen("stream.online", "quietriver", new JsonObject());

    page.waitForCondition(() -> !notices().isEmpty());
    assertThat(notices()).isEqualTo(List.of("QuietRiver is live"));
  }

  @Test
  void isLightFromTheFirstPaintOnADeviceThatWantsItSo() {
    arrive(new NewContextOptions());
    page.getByTestId("settings-button").click();
    page.getByTestId("theme-light").click();
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");

    // Without the page's own script, only the small one before it can have done this.
    page.route(Pattern.compile(".*/assets/index-.*\\.js"), Route::abort);
    page.reload();
    assertThat(page.locator("html")).hasAttribute("data-bs-theme", "light");
  }

  @Test
  void speaksTheLanguageOfTheBrowserOrTheOneThatIsChosen() {
    person = browser.person(new NewContextOptions().setLocale("de-DE"));
    page = person.page();
    page.navigate(demo.url().toString());
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(page.getByTestId("login-button")).containsText("Mit Twitch anmelden");

    page.getByTestId("language").selectOption("en");
    assertThat(page.getByTestId("login-button")).containsText("Sign in with Twitch");
    page.reload();
    assertThat(page.locator("html")).hasAttribute("lang", "en");
  }

  @Test
  void isUsedByTheKeyboardAlone() {
    arrive(new NewContextOptions());
    page.navigate(demo.url() + "/#/home");
    page.reload();
    assertThat(page.getByTestId("streamer-input")).isVisible();
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to content")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(page.getByTestId("streamer-input")).isFocused();

    page.keyboard().type("hubvet");
    assertThat(page.getByTestId("streamer-suggestion").first()).isVisible();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");

    assertLive();
    assertThat(page).hasURL(Pattern.compile(".*streamer=hubveteran$"));
    assertThat(page.locator("#main")).isFocused();
  }

  private void arrive(NewContextOptions options) {
    person = browser.person(options.setViewportSize(1440, 900));
    page = person.page();
    person.signIn(demo.url(), "tfue");
  }

  private void watch(String streamer) {
    page.navigate(demo.url() + "/#/home?streamer=" + streamer);
    assertThat(seat(streamer)).isVisible();
    assertLive();
  }

  private void assertLive() {
    page.waitForCondition(
        () -> "live".equals(page.getByTestId("connection").getAttribute("data-state")),
        new Page.WaitForConditionOptions().setTimeout(30_000));
  }

  private Locator seat(String streamer) {
    return page.locator("[data-testid=strip-seat][data-login=" + streamer + "]");
  }

  @SuppressWarnings("unchecked")
  private List<String> notices() {
    return (List<String>) page.evaluate("() => window.notices");
  }
}
