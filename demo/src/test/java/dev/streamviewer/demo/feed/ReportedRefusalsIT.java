package dev.streamviewer.demo.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.ReportedEvents;
import dev.streamviewer.testing.SandboxControl;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests in real Chromium what a page shows of the refusals that real applications got from Pusher
 * and Twitch.
 */
class ReportedRefusalsIT {
  private static final int TIMEOUT_MS = 60_000;

  private static final TestClock clock = TestClock.running();

  @RegisterExtension static final BrowserScene scene = new BrowserScene(clock);

  private SandboxControl control;

  @BeforeEach
  void start() {
    control = scene.control();
  }

  @Test
  void showsEveryEventOnceAUsedUpQuotaIsBack() {
    scene.watch("hubveteran");
    cause("25a-pusher-413-quota");
    var refused = control.happen("channel.raid", "hubveteran", new JsonObject()).get(0);
    control.awaitAnswer(refused);
    assertThat(control.published(refused)).isEmpty();

    control.clearFaults();

    assertThat(scene.feed().event(refused)).isVisible(visible());
    scene.page().reload();
    assertThat(scene.feed().event(refused)).isVisible(visible());
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, 25a-pusher-413-quota, Events are delayed",
    "de-DE, 25b-pusher-403-quota, Ereignisse verspäten sich"
  })
  void tellsThatEventsAreDelayedWhilePusherRefusesThem(String locale, String report, String words) {
    scene.enter(new NewContextOptions().setLocale(locale));
    scene.watch("hubveteran");
    cause(report);
    var refused =
        control.happen("channel.raid", "hubveteran", new JsonObject().put("viewers", 7)).get(0);
    control.awaitAnswer(refused);
    assertThat(scene.feed().byTestId("notice-delayed")).hasCount(0);

    clock.advance(Duration.ofSeconds(30));
    scene.page().reload();
    scene.feed().awaitNotice("delayed", words);

    control.clearFaults();
    var update = control.happen("channel.update", "hubveteran", new JsonObject()).get(0);
    assertThat(scene.feed().event(refused)).isVisible(visible());
    assertThat(scene.feed().event(update)).isVisible(visible());
    scene.page().reload();
    scene.feed().awaitLive();
    // Both can be recent events that Pusher had not accepted at the reload; the page asks once a
    // minute.
    assertThat(scene.feed().byTestId("notice-delayed"))
        .hasCount(0, new HasCountOptions().setTimeout(2 * TIMEOUT_MS));
  }

  /** The device knows the id of a streamer whose login Twitch no longer knows. */
  @Test
  void followsAStreamerWhoChangedTheLogin() {
    scene.signIn();
    scene
        .page()
        .evaluate(
            """
            id => localStorage.setItem('recent', JSON.stringify(
              [{ login: 'hub_former', name: 'Hub_Former', avatar: '', id }]))
            """,
            control.idOf("hubveteran"));
    scene.go("home?streamer=hub_former");
    scene.page().reload();
    scene.feed().awaitLive();

    scene.feed().awaitNotice("renamed", "hub_former is called hubveteran now.");
    var raid = control.happen("channel.raid", "hubveteran", new JsonObject()).get(0);
    assertThat(scene.feed().event(raid)).isVisible(visible());
  }

  private void cause(String report) {
    var order = ReportedEvents.order(report);
    control.addFault((String) order.remove("target"), (String) order.remove("mode"), order);
  }

  private static IsVisibleOptions visible() {
    return new IsVisibleOptions().setTimeout(TIMEOUT_MS);
  }
}
