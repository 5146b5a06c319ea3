package dev.streamviewer.demo.support;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Checks the rules for every state of the page, and takes pictures in target/screenshots. */
public final class PageLook {
  /** The least width and height of a control for a finger, in CSS pixels. */
  public static final int FINGER_PX = 44;

  private static final Path AXE =
      Path.of("../gateway/src/main/web/node_modules/axe-core/axe.min.js");
  private static final Path PICTURES = Path.of("target/screenshots");

  /** The width of the desktop is the last, so that no new size is needed to look at it. */
  private static final List<Integer> WIDTHS = List.of(320, 768, 3840, 1440);

  // Frames belong to Twitch; axe would wait forever for them, as they do not contain its script.
  private static final String CHECK =
      """
      async (runOnly) => {
        const { violations } = await axe.run(document, {
          iframes: false,
          resultTypes: ['violations'],
          runOnly,
        })
        return JSON.stringify(violations.map(({ id, help, nodes }) => ({
          id, help, nodes: nodes.map(({ html, any }) => html + ' ' + (any[0]?.message ?? '')),
        })))
      }
      """;

  private static final List<String> ALL_RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** The rules about colours, the only ones that depend on the theme. */
  private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");

  private final Page page;
  private final String subject;

  public PageLook(Page page) {
    this(page, "body");
  }

  /**
   * Looks at a part of the page.
   *
   * @param subject selects the element at the top of the pictures
   */
  public PageLook(Page page, String subject) {
    this.page = page;
    this.subject = subject;
  }

  /**
   * Checks the state at several widths and in both themes, and takes its pictures. Restores the
   * size of the page, and leaves the dark theme.
   */
  public void check(String state) {
    check(state, WIDTHS);
  }

  /** Checks the state at further widths, of which each gets a picture, too. */
  public void check(String state, List<Integer> widths) {
    var before = page.viewportSize();
    var softly = new SoftAssertions();
    for (var width : widths) {
      page.setViewportSize(width, 900);
      softly.assertThat(overflow()).as("%s, %d wide, too wide", state, width).isEmpty();
      if (widths != WIDTHS) {
        settle();
        picture("%s-%d".formatted(state, width));
      }
    }
    look(state, "desktop", 1440, 900, softly);
    look(state, "phone", 390, 844, softly);
    page.setViewportSize(1920, 1080);
    settle();
    picture(state + "-dark-wide");
    page.setViewportSize(before.width, before.height);
    page.evaluate("() => scrollTo(0, 0)");
    softly.assertAll();
  }

  /** Checks what only one size of the page shows, in both themes; leaves the dark one. */
  public void checkHere(String state, int width, int height) {
    var softly = new SoftAssertions();
    look(state, String.valueOf(width), width, height, softly);
    softly.assertAll();
  }

  /** Looks at both themes, one after the other, since a new size costs more than a new theme. */
  private void look(String state, String device, int width, int height, SoftAssertions softly) {
    page.setViewportSize(width, height);
    for (var theme : List.of("light", "dark")) {
      page.evaluate("it => { document.documentElement.dataset.bsTheme = it }", theme);
      settle();
      picture("%s-%s-%s".formatted(state, theme, device));
      var rules = theme.equals("light") ? ALL_RULES : COLOUR_RULES;
      softly.assertThat(violations(rules)).as("%s, %s, %s", state, theme, device).isEmpty();
    }
  }

  /**
   * Waits until the new size is drawn, and finishes animations, so that no colour is in transition.
   */
  private void settle() {
    page.evaluate(
        """
        async (subject) => {
          document.querySelector(subject).scrollIntoView()
          const frame = () => new Promise(requestAnimationFrame)
          for (let drawn = 0; drawn < 3; drawn += 1) await frame()
          document.getAnimations()
            .filter((it) => it.effect.getComputedTiming().iterations !== Infinity)
            .forEach((it) => it.finish())
        }
        """,
        subject);
  }

  private void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
  }

  private List<JsonObject> violations(List<String> rules) {
    if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(axe());
    }
    return new JsonArray((String) page.evaluate(CHECK, rules))
        .stream().map(JsonObject.class::cast).toList();
  }

  /** Names the elements beyond the right edge of a page that scrolls sideways. */
  private String overflow() {
    return (String)
        page.evaluate(
            """
            () => {
              window.scrollTo(1000, 0)
              const { scrollX } = window
              window.scrollTo(0, 0)
              if (scrollX === 0) return ''
              const edge = document.documentElement.clientWidth
              const beyond = [...document.body.querySelectorAll('*')]
                .filter((it) => it.getBoundingClientRect().right > edge)
                .map((it) => it.outerHTML.slice(0, 80))
              return `by ${scrollX}: ${beyond.join(' ')}`
            }
            """);
  }

  private static String axe() {
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException("axe-core is not there; build the page first", e);
    }
  }
}
