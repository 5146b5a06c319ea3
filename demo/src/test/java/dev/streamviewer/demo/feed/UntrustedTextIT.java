package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageFeed;
import dev.streamviewer.demo.support.ReportedEvents;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests in real Chromium that odd texts by strangers stay readable and in their place. */
class UntrustedTextIT {
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

  @ParameterizedTest
  @CsvSource({"en-US, 700000024", "de-DE, 700000025"})
  void showsTheLoginBesideANameInAnotherScript(String language, String raider) {
    scene.enter(new NewContextOptions().setLocale(language));
    open();
    scene.watch("hubveteran");
    var raid =
        control
            .happen(
                "channel.raid",
                "hubveteran",
                new JsonObject()
                    .put("from_broadcaster_user_id", raider)
                    .put("from_broadcaster_user_login", "hansamu_fan")
                    .put("from_broadcaster_user_name", "ハンサム"))
            .get(0);

    assertThat(feed.event(raid)).containsText("ハンサム (hansamu_fan)");
    assertThat(feed.event(raid).locator("bdi").first()).hasText("ハンサム");
    page.reload();
    assertThat(feed.event(raid)).containsText("ハンサム (hansamu_fan)");
  }

  @Test
  void clipsPiledUpAccentsToTheirRow() {
    scene.watch("tfue");
    var update = control.happen(ReportedEvents.order("15d-zalgo-title")).get(0);
    assertThat(feed.event(update)).isVisible();

    assertThat(feed.event(update)).hasCSS("overflow", "clip");
    assertThat(page.getByTestId("stream-title")).hasCSS("overflow", "clip");
  }

  @ParameterizedTest
  @CsvSource({"en-US, tfue", "de-DE, hubveteran"})
  void neverSplitsEmoji(String language, String streamer) {
    scene.enter(new NewContextOptions().setLocale(language));
    open();
    scene.watch(streamer);
    var order = ReportedEvents.order("02b-channel-update-140-emoji").put("streamer", streamer);
    var update = control.happen(order).get(0);
    assertThat(feed.event(update)).isVisible();

    assertThat(feed.event(update)).not().containsText("\uFFFD");
    assertThat(feed.event(update).locator("summary bdi").last())
        .hasText(Pattern.compile("(\uD83D\uDE00)+"));
  }

  @Test
  void keepsTheButtonForTheLinkInItsRow() {
    scene.enter(new NewContextOptions().setLocale("de-DE").setViewportSize(320, 800));
    open();
    scene.watch("hubveteran");
    var raid = control.happen("channel.raid", "hubveteran", new JsonObject()).get(0);
    PageFeed.toggle(feed.event(raid));
    var button = feed.event(raid).getByTestId("copy-link");
    assertThat(button).isVisible();

    assertThat(right(button)).isLessThanOrEqualTo(right(feed.event(raid)));
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 1280})
  void showsEveryFilter(int width) {
    scene.enter(new NewContextOptions().setViewportSize(width, 800));
    open();
    scene.watch("hubveteran");
    for (var type : List.of("stream.online", "stream.offline", "channel.update", "channel.raid")) {
      control.happen(type, "hubveteran", new JsonObject());
    }
    feed.openFilter();
    assertThat(feed.byTestId("filter-raid")).isAttached();

    var filters = feed.byTestId("filters").locator(".chip").all();
    assertThat(filters).hasSizeGreaterThan(4);
    for (var filter : filters) {
      assertThat(filter).isInViewport();
      assertThat(right(filter)).isLessThanOrEqualTo(width);
    }
    feed.picture("filter-" + width);
  }

  private static double right(Locator locator) {
    var box = locator.boundingBox();
    return box.x + box.width;
  }
}
