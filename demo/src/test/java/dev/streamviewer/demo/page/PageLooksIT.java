package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests every state of the page around the feed: on a phone and on a desktop, dark and light. */
class PageLooksIT {
  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private Page page;
  private PageLook look;

  @BeforeEach
  void open() {
    scene.enter(
        new NewContextOptions().setViewportSize(1440, 900).setReducedMotion(ReducedMotion.REDUCE));
    page = scene.page();
    look = new PageLook(page);
  }

  @AfterEach
  void leave() {
    // A missing sign-in and a response that is blocked on purpose are no errors.
    assertThat(scene.person().consoleErrors())
        .filteredOn(it -> !it.startsWith("Failed to load resource"))
        .isEmpty();
  }

  @Test
  void signIn() {
    scene.go("login?error=expired&streamer=hubveteran");
    assertThat(page.getByTestId("login-error")).isVisible();
    look.check("login-error");

    scene.go("login");
    assertThat(page.getByTestId("login-error")).hasCount(0);
    look.check("login");
  }

  @Test
  void cannotStart() {
    page.route("**/api/config", Route::abort);
    page.navigate(scene.demo().url().toString());
    assertThat(page.getByText("The page cannot start yet")).isVisible();
    look.check("cannot-start");
  }

  @Test
  void choosing() {
    scene.signIn();
    look.check("home-first-time");

    page.getByTestId("streamer-input").pressSequentially("hub");
    assertThat(page.getByTestId("streamer-suggestion").first()).isVisible();
    page.keyboard().press("ArrowDown");
    look.check("home-suggestions");

    page.getByTestId("streamer-input").fill("zzzzzz");
    assertThat(page.getByTestId("search-outcome")).containsText("No match");
    look.check("home-nobody-found");

    page.getByTestId("streamer-input").fill("not a name");
    page.getByTestId("stream-button").click();
    assertThat(page.getByTestId("form-error")).isVisible();
    look.check("home-not-a-name");

    page.getByTestId("settings-button").click();
    assertThat(page.getByTestId("notify-live")).isVisible();
    look.check("settings");
  }

  @Test
  void watching() {
    scene.signIn();
    scene.open("nightowlchess");
    scene.open("hubveteran");
    page.getByTestId("favourite").click();
    scene.control().happen("stream.online", "hubveteran", new JsonObject());
    scene.control().happen("channel.raid", "hubveteran", new JsonObject().put("viewers", 1204));
    assertThat(page.getByTestId("live-badge")).hasText("Live");
    assertThat(page.getByTestId("event").first()).isVisible();
    scene.control().happen("channel.update", "nightowlchess", new JsonObject());
    assertThat(page.getByTestId("unread")).hasText(Pattern.compile("1.*"));
    look.check("watch");

    page.getByTestId("pane-events").click();
    assertThat(page.getByTestId("chat")).hasCount(0);
    look.check("watch-without-chat");

    page.getByTestId("strip-add").click();
    assertThat(page.getByTestId("favourites")).isVisible();
    look.check("home-known");
  }

  @Test
  void opening() {
    scene.signIn();
    page.route("**/watch*", route -> {});
    scene.go("home?streamer=hubveteran");
    assertThat(page.getByText("Loading…")).isAttached();
    look.check("watch-opening");
  }

  @Test
  void ownChannel() {
    scene.signIn();
    scene.open("tfue");
    assertThat(page.getByTestId("unlock")).isVisible();
    look.check("unlock");
  }

  @Test
  void blockedEmbeds() {
    scene.signIn();
    page.clock().install();
    page.route(Pattern.compile(".*/(player|embed)[/?].*"), route -> {});
    scene.go("home?streamer=hubveteran");
    page.getByTestId("player").waitFor();
    page.clock().fastForward("00:15");

    assertThat(page.getByTestId("embed-notice").first()).containsText("does not load");
    assertThat(page.getByTestId("twitch-link").first())
        .hasAttribute("href", "https://www.twitch.tv/hubveteran");
    look.check("embed-blocked");
  }
}
