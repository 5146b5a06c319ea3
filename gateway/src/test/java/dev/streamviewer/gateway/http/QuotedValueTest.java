package dev.streamviewer.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedValueTest {
  @Test
  void quotesAValue() {
    assertThat(QuotedValue.of("")).isEqualTo("\"\"");
    assertThat(QuotedValue.of("Ünïcode \uD83D\uDE00")).isEqualTo("\"Ünïcode \uD83D\uDE00\"");
  }

  @Test
  void replacesControlCharacters() {
    assertThat(QuotedValue.of("a\r\nSet-Cookie: x\u0000\u007f\u001b[31m"))
        .isEqualTo("\"a??Set-Cookie: x???[31m\"");
  }

  @Test
  void shortensALongValue() {
    assertThat(QuotedValue.of("x".repeat(60))).isEqualTo("\"" + "x".repeat(60) + "\"");
    assertThat(QuotedValue.of("x".repeat(61))).isEqualTo("\"" + "x".repeat(60) + "…\"");
  }

  @Test
  void cutsALongValueBetweenCharacters() {
    var family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    assertThat(QuotedValue.of("x".repeat(59) + "\uD83D\uDE00"))
        .isEqualTo("\"" + "x".repeat(59) + "…\"");
    assertThat(QuotedValue.of("x".repeat(55) + family + "y"))
        .isEqualTo("\"" + "x".repeat(55) + "…\"");
  }
}
