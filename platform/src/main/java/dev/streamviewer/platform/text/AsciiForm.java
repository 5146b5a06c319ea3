package dev.streamviewer.platform.text;

import java.util.regex.Pattern;

/**
 * The form of a short text: its ASCII characters and its length. A pattern takes several times as
 * long, which a webhook with ten such texts would feel.
 */
public final class AsciiForm {
  private static final int CHARACTERS = 0x80;

  private final boolean[] allowed = new boolean[CHARACTERS];
  private final int longest;

  private AsciiForm(int longest) {
    this.longest = longest;
  }

  /**
   * Creates the form of texts that are not empty.
   *
   * @param characters a character class of a regular expression, such as {@code [a-z0-9]}, of which
   *     only the ASCII characters count
   * @param longest the number of characters
   */
  public static AsciiForm of(String characters, int longest) {
    var form = new AsciiForm(longest);
    var pattern = Pattern.compile(characters);
    for (var character = 0; character < CHARACTERS; character++) {
      form.allowed[character] = pattern.matcher(Character.toString(character)).matches();
    }
    return form;
  }

  /** Whether a text has this form. */
  public boolean matches(String text) {
    if (text.isEmpty() || text.length() > longest) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character >= CHARACTERS || !allowed[character]) {
        return false;
      }
    }
    return true;
  }
}
