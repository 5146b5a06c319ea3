package dev.streamviewer.platform.contract.streamer;

import java.util.regex.Pattern;

/** The form of a Twitch login in lower case. Twitch answers a malformed one with an error. */
public final class StreamerLogins {
  private static final Pattern FORM = Pattern.compile("[a-z0-9_]{1,25}");

  private StreamerLogins() {}

  /** Whether a text can be the login of a Twitch account. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
