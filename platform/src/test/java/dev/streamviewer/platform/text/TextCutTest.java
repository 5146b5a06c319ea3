package dev.streamviewer.platform.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextCutTest {
  private static final String FAMILY = "👩‍👩‍👧";

  @Test
  void keepsATextWithinTheLimit() {
    assertThat(TextCut.beginning("tea", 3, String::length)).isEqualTo("tea");
  }

  @Test
  void neverCutsAJoinedEmoji() {
    var text = "a" + FAMILY + "b";

    assertThat(TextCut.beginning(text, FAMILY.length(), String::length)).isEqualTo("a");
    assertThat(TextCut.beginning(text, 1 + FAMILY.length(), String::length))
        .isEqualTo("a" + FAMILY);
  }

  @Test
  void measuresInTheGivenUnits() {
    assertThat(TextCut.beginning("日本", 3, it -> it.getBytes(UTF_8).length)).isEqualTo("日");
  }

  @Test
  void isEmptyIfTheFirstGraphemeIsTooLong() {
    assertThat(TextCut.beginning(FAMILY, 2, String::length)).isEmpty();
  }
}
