package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.text.AsciiForm;

/** The format of a Twitch login in lower case. Twitch answers malformed logins with an error. */
public final class StreamerLogins {
  private static final AsciiForm FORM = AsciiForm.of("[a-z0-9_]", 25);

  private StreamerLogins() {}

  /** Whether a text has the format of a Twitch login. */
  public static boolean isValid(String text) {
    return FORM.matches(text);
  }
}
