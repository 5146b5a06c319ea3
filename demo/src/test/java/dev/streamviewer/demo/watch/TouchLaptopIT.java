package dev.streamviewer.demo.watch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.streamviewer.demo.support.BrowserScene;
import dev.streamviewer.demo.support.PageLook;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the open channels on a laptop that has a touch screen beside its mouse. */
class TouchLaptopIT {
  /** Chromium cannot emulate both pointers: 4 is a fine one, 2 a coarse one; 2 is a hover. */
  private static final String POINTERS =
      "--blink-settings=primaryPointerType=4,availablePointerTypes=6,"
          + "primaryHoverType=2,availableHoverTypes=2";

  @RegisterExtension
  static final BrowserScene scene = new BrowserScene(Clock.systemUTC(), POINTERS);

  @Test
  void offersOnlyControlsThatAFingerSeesAndHits() {
    var page = scene.page();
    page.setViewportSize(1280, 800);
    scene.watch("hubveteran");
    scene.open("orbitaltea");
    assertThat(
            page.evaluate("() => matchMedia('(hover: hover) and (any-pointer: coarse)').matches"))
        .isEqualTo(true);

    assertThat(scene.streamerTab("hubveteran").locator(".close")).isHidden();
    assertFitsAFinger(scene.streamerTab("orbitaltea").locator(".close"));
    assertFitsAFinger(scene.streamerTab("orbitaltea").locator(".forward"));
    new PageLook(page).checkHere("touch-laptop", 1280, 800);

    scene.go("home");
    assertFitsAFinger(page.getByTestId("channels"));
    new PageLook(page).check("touch-laptop-home", List.of(390, 1280, 2560));
    page.getByTestId("channels").click();
    var sheet = page.getByTestId("channels-sheet");
    assertFitsAFinger(sheet.locator("[data-login=orbitaltea] .forward"));
    new PageLook(page).checkHere("touch-laptop-sheet", 1280, 800);

    sheet.locator("[data-login=orbitaltea] .forward").click();
    assertThat(sheet.getByTestId("strip-seat").first()).hasAttribute("data-login", "orbitaltea");
    sheet.locator("[data-login=orbitaltea] .close").click();
    assertThat(sheet.getByTestId("strip-seat")).hasCount(1);
    assertThat(sheet.locator("[data-login=hubveteran] a").first()).isFocused();
  }

  private static void assertFitsAFinger(Locator control) {
    assertThat(control).isVisible();
    var box = control.boundingBox();
    assertThat(box.width).isGreaterThanOrEqualTo(PageLook.FINGER_PX);
    assertThat(box.height).isGreaterThanOrEqualTo(PageLook.FINGER_PX);
  }
}
