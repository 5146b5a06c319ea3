package dev.streamviewer.demo.support;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.streamviewer.testing.SandboxControl;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The product and a browser for all tests of a class, and a person with an open page for each test.
 */
public final class BrowserScene
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  /** The default viewer. */
  public static final String VIEWER = "tfue";

  private static final int PUBLIC_SUBSCRIPTIONS = 8;

  private final Clock clock;
  private final String[] switches;
  private TestDemo demo;
  private ChromiumBrowser browser;
  private ChromiumBrowser.Person person;
  private List<Cookie> session = List.of();

  public BrowserScene() {
    this(Clock.systemUTC());
  }

  /**
   * A scene at another time, or with another browser.
   *
   * @param switches further switches of the browser's command line
   */
  public BrowserScene(Clock clock, String... switches) {
    this.clock = clock;
    this.switches = switches;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    demo = TestDemo.start(Map.of(), clock);
    browser = new ChromiumBrowser(switches);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    person = browser.person(1280, 900);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    control().clearFaults();
    person.close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    browser.close();
    demo.close();
  }

  public TestDemo demo() {
    return demo;
  }

  public SandboxControl control() {
    return demo.control();
  }

  public ChromiumBrowser.Person person() {
    return person;
  }

  /** Opens a profile of another person, whom the test has to close. */
  public ChromiumBrowser.Person other(int width, int height) {
    return browser.person(width, height);
  }

  public Page page() {
    return person.page();
  }

  public PageFeed feed() {
    return new PageFeed(page());
  }

  /** Replaces the person in front of the page, with other options of the browser. */
  public void enter(NewContextOptions options) {
    person.close();
    person = browser.person(options);
  }

  /** Opens the page on a phone or a tablet. */
  public void enterByTouch(int width, int height, String locale) {
    enter(
        new NewContextOptions()
            .setViewportSize(width, height)
            .setLocale(locale)
            .setHasTouch(true)
            .setIsMobile(true));
  }

  /** Signs in as the default viewer, from the second time on with the session of the first. */
  public void signIn() {
    if (takeSession()) {
      page().navigate(demo.url().toString());
      page().getByTestId("settings-button").waitFor();
    } else {
      signInAtTwitch();
    }
  }

  /** Signs in as the default viewer by way of Twitch. */
  public void signInAtTwitch() {
    person.signIn(demo.url(), VIEWER);
    session = page().context().cookies();
  }

  /** Takes the session of an earlier test, unless that test ended it. */
  private boolean takeSession() {
    var context = page().context();
    context.addCookies(session);
    if (!session.isEmpty() && context.request().get(demo.url() + "/api/auth/me").ok()) {
      // An open page would go on without the session.
      page().navigate("about:blank");
      return true;
    }
    context.clearCookies();
    return false;
  }

  /** Navigates to a place in the page, such as {@code home?streamer=tfue}. */
  public void go(String place) {
    page().navigate(demo.url() + "/#/" + place);
  }

  /** Opens a streamer, and waits until events arrive live. */
  public void open(String streamer) {
    go("home?streamer=" + streamer);
    // A narrow page hides the strip.
    assertThat(streamerTab(streamer)).isAttached();
    feed().awaitLive();
  }

  /**
   * Has a streamer watched until Twitch has confirmed the public subscriptions, so that no page
   * tells of pending ones while a test measures it.
   */
  public void subscribe(String streamer) {
    var visitor = demo.visitor();
    visitor.signIn("marlowe_watches");
    visitor.send("PUT", "/api/streamers/%s/watch".formatted(streamer));
    control().awaitSubscriptionsAtLeast(streamer, PUBLIC_SUBSCRIPTIONS);
  }

  /** Signs in and opens a streamer. */
  public void watch(String streamer) {
    if (!takeSession()) {
      signInAtTwitch();
    }
    open(streamer);
  }

  /** Returns a streamer's tab in the strip. */
  public Locator streamerTab(String streamer) {
    return page().locator("[data-testid=strip-seat][data-login=" + streamer + "]");
  }
}
