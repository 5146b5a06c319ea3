package dev.streamviewer.sandbox.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole loop as a person sees it, in real Chromium with real pusher-js. */
class WatchInBrowserIT {
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

  @BeforeEach
  void open() {
    person = browser.person(1280, 900);
    page = person.page();
  }

  @AfterEach
  void leave() {
    backstage.clearTrouble();
    person.close();
  }

  @Test
  void signsInChoosesAStreamerAndSeesAnEventWithinASecond() {
    page.navigate(demo.url().toString());
    byTestId("login-button").click();
    page.locator("input[value=tfue]").check();
    page.getByText("Authorize").first().click();
    assertThat(byTestId("viewer-name")).hasText("Tfue");
    assertThat(page).hasURL(Pattern.compile(".*/#/home$"));

    byTestId("streamer-input").pressSequentially("hubve");
    byTestId("streamer-suggestion").first().click();
    if (byTestId("player").count() == 0) {
      byTestId("stream-button").click();
    }
    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=hubveteran$"));
    assertLive();
    assertThat(byTestId("player")).hasAttribute("src", Pattern.compile(".*channel=hubveteran.*"));
    assertThat(byTestId("chat")).isVisible();

    var id =
        backstage
            .happen("channel.update", "hubveteran", new JsonObject().put("title", "In a second"))
            .get(0);

    assertThat(event(id)).isVisible(new IsVisibleOptions().setTimeout(1_000));
    assertThat(event(id)).containsText("In a second");
    assertThat(byTestId("stream-title")).containsText("In a second");
  }

  @Test
  void showsADuplicateOnce() {
    watch("hubveteran");

    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", "hubveteran")
            .put("copies", 3)
            .put("wait", true);
    var id = backstage.happen(order).get(0);
    var last = backstage.happen("channel.update", "hubveteran", new JsonObject()).get(0);

    assertThat(event(last)).isVisible();
    assertThat(event(id)).hasCount(1);
  }

  @Test
  void bridgesALostConnection() {
    watch("hubveteran");
    backstage.trouble("pusher", "close", new JsonObject().put("code", 4100));
    backstage.disconnectPages(4100);
    assertThat(byTestId("connection")).not().hasAttribute("data-state", "live");

    var missed = backstage.happen("channel.update", "hubveteran", new JsonObject()).get(0);
    backstage.awaitPublished(missed);
    assertThat(event(missed)).hasCount(0);
    backstage.clearTrouble();

    assertLive();
    assertThat(event(missed)).hasCount(1);
  }

  @Test
  void showsWhatHappenedBeforeThePageWasOpened() {
    watch("hubveteran");
    var id = backstage.happen("channel.update", "hubveteran", new JsonObject()).get(0);
    assertThat(event(id)).isVisible();

    page.reload();

    assertThat(event(id)).isVisible();
  }

  @Test
  void showsTheStreamerWhatIsTheirsAlone() {
    watch("tfue");

    // Nobody subscribed to follows yet; the notifier alone decides who may see them.
    page.waitForCondition(() -> backstage.isOccupied("private-tfue"));
    assertThat(backstage.isOccupied("tfue")).isTrue();
  }

  @Test
  void unlocksTheEventsOfOnesOwnChannel() {
    watch("tfue");
    byTestId("unlock").click();
    page.getByText("Deny").first().click();
    assertThat(page.getByText("You did not consent at Twitch")).isVisible();

    byTestId("unlock").click();
    page.locator("input[value=tfue]").check();
    page.getByText("Authorize").first().click();

    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=tfue$"));
    assertLive();
    assertThat(byTestId("unlock")).hasCount(0);
    page.waitForCondition(() -> backstage.isOccupied("private-tfue"));
    backstage.awaitSubscription("tfue", "channel.follow");
    var id = backstage.happen("channel.follow", "tfue", new JsonObject()).get(0);
    assertThat(event(id)).isVisible();
  }

  @Test
  void explainsADenial() {
    page.navigate(demo.url().toString());
    byTestId("login-button").click();
    page.getByText("Deny").first().click();

    assertThat(page).hasURL(Pattern.compile(".*/#/login\\?error=denied$"));
    assertThat(byTestId("login-error")).containsText("did not allow");
    assertThat(byTestId("login-button")).isVisible();
  }

  @Test
  void explainsThatAStreamerDoesNotExist() {
    signIn();
    byTestId("streamer-input").fill("nobody_at_all");
    byTestId("stream-button").click();

    assertThat(page.getByText("There is no streamer called “nobody_at_all”").first()).isVisible();
  }

  @Test
  void opensALinkToAStreamAfterSigningIn() {
    page.navigate(demo.url() + "/#/home?streamer=hubveteran");
    byTestId("login-button").click();
    page.locator("input[value=tfue]").check();
    page.getByText("Authorize").first().click();

    assertThat(page).hasURL(Pattern.compile(".*/#/home\\?streamer=hubveteran$"));
    assertLive();
  }

  @Test
  void signsOut() {
    signIn();
    byTestId("logout-button").click();

    assertThat(byTestId("login-button")).isVisible();
    page.navigate(demo.url() + "/#/home");
    assertThat(byTestId("login-button")).isVisible();
  }

  @Test
  void followsNothingButItsOwnSecurityPolicy() {
    watch("hubveteran");
    assertLive();

    assertThat(person.complaints()).filteredOn(it -> it.contains("Content Security")).isEmpty();
  }

  private void watch(String streamer) {
    signIn();
    page.navigate(demo.url() + "/#/home?streamer=" + streamer);
    assertLive();
  }

  private void signIn() {
    page.navigate(demo.url().toString());
    byTestId("login-button").click();
    page.locator("input[value=tfue]").check();
    page.getByText("Authorize").first().click();
    assertThat(byTestId("viewer-name")).hasText("Tfue", new HasTextOptions().setTimeout(15_000));
  }

  private void assertLive() {
    page.waitForCondition(
        () -> "live".equals(byTestId("connection").getAttribute("data-state")),
        new Page.WaitForConditionOptions().setTimeout(30_000));
  }

  private Locator event(String id) {
    return page.locator("[data-testid=event][data-event-id=\"" + id + "\"]");
  }

  private Locator byTestId(String id) {
    return page.getByTestId(id);
  }
}
