package dev.streamviewer.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
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

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private SandboxControl control;

  @BeforeEach
  void start() {
    control = scene.control();
  }

  @ParameterizedTest
  @CsvSource({"25a-pusher-413-quota, hubveteran", "25b-pusher-403-quota, bravegoose"})
  void showsEveryEventOnceAUsedUpQuotaIsBack(String report, String streamer) {
    scene.watch(streamer);
    cause(report);
    var refused = control.happen("channel.raid", streamer, new JsonObject()).get(0);
    assertThat(control.awaitAnswer(refused)).isEqualTo(204);
    assertThat(control.published(refused)).isEmpty();

    control.clearFaults();

    assertThat(scene.feed().event(refused)).isVisible(visible());
    scene.page().reload();
    assertThat(scene.feed().event(refused)).isVisible(visible());
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, mossandmortar, Twitch does not accept “mossandmortar”",
    "de-DE, nightowlchess, Twitch nimmt „nightowlchess“ nicht"
  })
  void explainsALoginThatTwitchRefuses(String language, String login, String words) {
    scene.enter(new NewContextOptions().setLocale(language));
    scene.signIn();
    cause("26-helix-400-once");

    scene.go("home?streamer=" + login);

    assertThat(scene.page().getByText(words).first()).isVisible(visible());
  }

  /** The device knows the id of a streamer whose login Twitch no longer knows. */
  @Test
  void leadsFromAFormerLoginToThePresentOne() {
    scene.signIn();
    scene
        .page()
        .evaluate(
            """
            id => localStorage.setItem('recent', JSON.stringify(
              [{ login: 'hub_former', name: 'Hub_Former', avatar: '', id }]))
            """,
            control.idOf("hubveteran"));
    scene.page().reload();
    scene.go("home?streamer=hub_former");
    scene.feed().awaitLive();

    var notice = scene.feed().awaitNotice("renamed", "hub_former is called hubveteran now.");
    var raid = control.happen("channel.raid", "hubveteran", new JsonObject()).get(0);
    assertThat(scene.feed().event(raid)).isVisible(visible());
    notice.getByRole(AriaRole.BUTTON).click();

    assertThat(scene.streamerTab("hubveteran")).isAttached();
    scene.feed().awaitLive();
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
