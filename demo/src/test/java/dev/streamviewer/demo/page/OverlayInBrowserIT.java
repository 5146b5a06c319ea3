package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.ChromiumBrowser;
import dev.streamviewer.demo.support.PageLook;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests overlays in a browser without cookies, from the dialog to the withdrawal. */
class OverlayInBrowserIT {
  private static final Path PICTURES = Path.of("target/screenshots");

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private final List<ChromiumBrowser.Person> others = new ArrayList<>();
  private ChromiumBrowser.Person source;

  @AfterEach
  void close() {
    others.forEach(ChromiumBrowser.Person::close);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 360, 420})
  void showsEventsBeforeATransparentBackgroundWithoutACookie(int width) throws IOException {
    scene.watch("hubveteran");
    var overlay = open(addressFor("hubveteran"), width);

    raid("hubveteran");

    assertThat(events(overlay).first()).containsText("1,204 viewers");
    assertThat((Boolean) overlay.evaluate("document.body.scrollWidth <= innerWidth")).isTrue();
    assertThat(overlay.context().cookies()).isEmpty();
    var picture = picture(overlay, "overlay-" + width);
    assertThat(picture.getRGB(width / 2, 490) >>> 24).as("opacity below the events").isZero();
    assertThat(picture.getRGB(2, 2) >>> 24).as("opacity at the edge").isZero();
    assertThat(source.consoleErrors()).isEmpty();
  }

  @Test
  void showsOnlyTheChosenKindsInTheChosenSize() {
    // Events of the last 30 seconds are shown, so no other test may send any to this streamer.
    scene.watch("gambitgarden");
    dialog();
    page().getByTestId("overlay-kind-raid").press("Space");
    page().getByTestId("overlay-size").selectOption("xl");
    var overlay = open(make(), 420);

    scene.control().happen("channel.update", "gambitgarden", new JsonObject());
    raid("gambitgarden");

    assertThat(events(overlay)).hasCount(1);
    assertThat(events(overlay)).containsText("1,204 viewers");
    assertThat(overlay.locator(".overlay")).hasClass("overlay size-xl");
  }

  @Test
  void showsPrivateEventsToTheBroadcastersOverlayAlone() {
    scene.person().signIn(scene.demo().url(), "kettle_and_code");
    page()
        .navigate(
            scene.demo().url()
                + "/api/auth/login?own=true&streamer=kettle_and_code&groups=community");
    scene.person().consent("kettle_and_code");
    scene.feed().awaitLive();
    var own = open(addressFor("kettle_and_code"), 380);
    scene.enter(new NewContextOptions());
    scene.watch("kettle_and_code");
    var foreign = other(380).page();
    foreign.navigate(addressFor("kettle_and_code"));
    awaitLive(foreign);
    scene.control().awaitSubscription("kettle_and_code", "channel.follow");

    scene.control().happen("channel.follow", "kettle_and_code", new JsonObject());
    raid("kettle_and_code");

    assertThat(events(own)).hasCount(2);
    assertThat(events(foreign)).hasCount(1);
    assertThat(events(foreign)).containsText("1,204 viewers");
  }

  @Test
  void saysThatARevokedAddressIsNotValid() {
    scene.watch("hubveteran");
    var address = addressFor("hubveteran");
    var overlay = open(address, 380);

    dialog();
    assertThat(page().getByTestId("overlay-dialog")).containsText("Addresses for HubVeteran work");
    page().getByTestId("overlay-revoke").click();
    assertThat(page().getByTestId("overlay-outcome")).containsText("Revoked");
    overlay.reload();

    assertThat(overlay.getByTestId("overlay-problem")).containsText("no longer valid");
    assertThat(events(overlay)).hasCount(0);
    overlay.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve("overlay-revoked.png")));
    new PageLook(overlay).check("overlay-revoked", List.of(300, 420));
  }

  @Test
  void saysThatAnAddressIsIncomplete() {
    var overlay = other(380).page();
    overlay.navigate(scene.demo().url() + "/#/overlay?streamer=hubveteran");

    assertThat(overlay.getByTestId("overlay-problem")).containsText("incomplete");
  }

  @Test
  void closesTheDialogAndReturnsTheFocus() {
    scene.watch("hubveteran");
    dialog();
    make();
    new PageLook(page()).check("overlay-dialog", List.of(360, 390, 820, 1280, 1440, 1920));

    page().keyboard().press("Escape");

    assertThat(page().getByTestId("overlay-dialog")).hasCount(0);
    assertThat(page().getByTestId("feed-menu")).isFocused();
  }

  private String addressFor(String streamer) {
    dialog();
    var address = make();
    page().keyboard().press("Escape");
    assertThat(page().getByTestId("overlay-dialog")).hasCount(0);
    return address;
  }

  private void dialog() {
    page().getByTestId("feed-menu").click();
    page().getByTestId("overlay-open").click();
    assertThat(page().getByTestId("overlay-dialog")).isVisible();
  }

  private String make() {
    page().getByTestId("overlay-make").click();
    return page().getByTestId("overlay-address").inputValue();
  }

  private Page open(String address, int width) {
    source = other(width);
    source.page().navigate(address);
    awaitLive(source.page());
    return source.page();
  }

  /** Opens a browser profile without cookies. */
  private ChromiumBrowser.Person other(int width) {
    var other = scene.other(width, 500);
    others.add(other);
    return other;
  }

  private static void awaitLive(Page overlay) {
    assertThat(overlay.getByTestId("overlay")).hasAttribute("data-state", "live");
  }

  private static Locator events(Page overlay) {
    return overlay.getByTestId("overlay-event");
  }

  private static BufferedImage picture(Page overlay, String name) throws IOException {
    var bytes =
        overlay.screenshot(
            new Page.ScreenshotOptions()
                .setOmitBackground(true)
                .setPath(PICTURES.resolve(name + ".png")));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static void raid(String streamer) {
    scene.control().happen("channel.raid", streamer, new JsonObject().put("viewers", 1204));
  }

  private static Page page() {
    return scene.page();
  }
}
