package dev.streamviewer.webhook.fact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
  @Test
  void makesOneLine() {
    assertThat(CleanText.of(" a\r\n\tb\u2028c\u00a0 d ")).isEqualTo("a b c d");
  }

  @Test
  void removesControls() {
    assertThat(CleanText.of("a\u0000b\u001b[31mc\u202ed\u2066e\ufeff")).isEqualTo("ab[31mcde");
  }

  @Test
  void leavesOutHalvesOfCharacters() {
    assertThat(CleanText.of("a\ud83db \ude00 c😀")).isEqualTo("ab c😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "👨‍👩‍👧‍👦", "🇩🇪", "👩🏽‍🚀", "é", "한"})
  void cutsBetweenGraphemes(String grapheme) {
    var text = CleanText.of(grapheme.repeat(600));

    assertThat(text.getBytes(UTF_8).length).isBetween(450, CleanText.LIMIT);
    assertThat(text).endsWith("…");
    assertThat(text.substring(0, text.length() - 1).replace(grapheme, "")).isEmpty();
  }

  @Test
  void keepsATextOfExactlyTheLimit() {
    var text = "x".repeat(CleanText.LIMIT);

    assertThat(CleanText.of(text)).isEqualTo(text);
  }

  @Test
  void limitsStackedMarks() {
    assertThat(CleanText.of("Z" + "\u0351\u036b".repeat(200) + "algo"))
        .isEqualTo("Z\u0351\u036b\u0351\u036balgo");
  }

  @Test
  void removesInvisibleSignsOfChatPrograms() {
    assertThat(CleanText.of("hi \uDB40\uDC00 there\u034F \uDB40\uDC00")).isEqualTo("hi there");
  }

  @Test
  void keepsTheTagsOfFlags() {
    var england = "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F";

    assertThat(CleanText.of(england)).isEqualTo(england);
  }

  @Test
  void keepsJoinersOfEmoji() {
    assertThat(CleanText.of("👨‍👩‍👧‍👦🏳️‍🌈")).isEqualTo("👨‍👩‍👧‍👦🏳️‍🌈");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u061c",
        "\u200d\u200d",
        "\u0000",
        "\u0301",
        "\ud83d",
        "\u3164",
        "\u2800"
      })
  void isEmptyForWhatNobodySees(String text) {
    assertThat(CleanText.of(text)).isEmpty();
  }
}
