package dev.streamviewer.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiFormTest {
  private static final String CHARACTERS = "[A-Za-z0-9_\\-=@,.;]";

  private final AsciiForm form = AsciiForm.of(CHARACTERS, 5);
  private final Pattern pattern = Pattern.compile(CHARACTERS + "{1,5}");

  @Test
  void allowsTheCharactersOfThePattern() {
    for (var character = 0; character <= Character.MAX_VALUE; character++) {
      var text = "a" + (char) character;
      assertThat(form.matches(text))
          .as("character %x", character)
          .isEqualTo(pattern.matcher(text).matches());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abcde", "abcdef", "a\n", "ab cd", "😀", "abcd😀"})
  void limitsTheLengthAsThePatternDoes(String text) {
    assertThat(form.matches(text)).isEqualTo(pattern.matcher(text).matches());
  }
}
