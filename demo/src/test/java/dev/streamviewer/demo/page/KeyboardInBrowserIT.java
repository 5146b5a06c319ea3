package dev.streamviewer.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.streamviewer.demo.support.BrowserScene;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests in real Chromium that the page shows the focus, and how far it is to the events. */
class KeyboardInBrowserIT {
  private static final int MAX_STEPS = 60;

  /** Describes the focused element: its name, its outline, and whether it is a row or a frame. */
  private static final String FOCUSED =
      """
      () => {
        const it = document.activeElement
        const { outlineStyle, outlineWidth } = getComputedStyle(it)
        return [
          it.dataset.testid ?? it.textContent.trim().slice(0, 30),
          outlineStyle === 'none' ? '0' : String(parseFloat(outlineWidth)),
          it.tagName,
          String(it.matches('.row-summary')),
        ]
      }
      """;

  @RegisterExtension static final BrowserScene scene = new BrowserScene();

  private Page page;

  @BeforeEach
  void open() {
    page = scene.page();
  }

  @Test
  void showsTheFocusOnEveryControl() {
    scene.go("login");
    assertThat(page.getByTestId("login-button")).isVisible();
    assertThat(withoutOutline()).isEmpty();

    watchWithAnEvent();
    page.getByTestId("filter").click();
    assertThat(page.getByTestId("event-search")).isVisible();
    page.keyboard().press("Escape");
    page.getByTestId("filter").click();
    page.evaluate("() => document.activeElement.blur()");
    assertThat(withoutOutline()).isEmpty();
  }

  @Test
  void reachesTheFirstEventSoonAfterThePlayer() {
    watchWithAnEvent();
    page.getByTestId("player").focus();
    var steps = 0;
    while (steps <= 12 && !step().get(3).equals("true")) {
      steps++;
    }

    assertThat(steps + 1).isLessThanOrEqualTo(12);
  }

  @Test
  void skipsToTheEvents() {
    watchWithAnEvent();
    page.getByTestId("skip-to-events").focus();
    assertThat(page.getByTestId("skip-to-events")).isVisible();
    page.keyboard().press("Enter");

    assertThat(page.locator(".row-summary").first()).isFocused();
  }

  private void watchWithAnEvent() {
    scene.watch("hubveteran");
    scene.control().happen("channel.raid", "hubveteran", new JsonObject());
    assertThat(page.getByTestId("event").first()).isVisible();
  }

  /** Tabs through the page; returns the controls that do not show the focus. */
  private List<String> withoutOutline() {
    var found = new ArrayList<String>();
    var seen = new HashSet<List<String>>();
    for (var i = 0; i < MAX_STEPS; i++) {
      var control = step();
      // Frames and what is in them belong to Twitch.
      if (List.of("IFRAME", "BODY").contains(control.get(2))) {
        continue;
      }
      if (seen.add(control) && Double.parseDouble(control.get(1)) < 2) {
        found.add(control.get(0));
      }
    }
    assertThat(seen.size()).isGreaterThan(1);
    return found;
  }

  @SuppressWarnings("unchecked")
  private List<String> step() {
    page.keyboard().press("Tab");
    return (List<String>) page.evaluate(FOCUSED);
  }
}
