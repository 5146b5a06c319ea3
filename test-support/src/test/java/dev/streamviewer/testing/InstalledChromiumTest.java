package dev.streamviewer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstalledChromiumTest {
  private static final Pattern LIST =
      Pattern.compile("disabledFeatures = \\[(.*?)\\n *\\]", Pattern.DOTALL);
  private static final Pattern FEATURE = Pattern.compile("(?m)^ *\"(\\w+)\",?$");

  @Test
  void switchesOffWhatPlaywrightSwitchesOff() throws IOException {
    var list = LIST.matcher(driver());
    assertThat(list.find()).isTrue();
    var features = FEATURE.matcher(list.group(1)).results().map(it -> it.group(1)).toList();

    assertThat(features).hasSizeGreaterThan(10);
    assertThat(InstalledChromium.DISABLED_FEATURES)
        .containsAll(features.stream().filter(it -> !it.startsWith("ms")).toList());
  }

  private static String driver() throws IOException {
    try (var source = Playwright.class.getResourceAsStream("/driver/package/lib/coreBundle.js")) {
      return new String(source.readAllBytes(), UTF_8);
    }
  }
}
