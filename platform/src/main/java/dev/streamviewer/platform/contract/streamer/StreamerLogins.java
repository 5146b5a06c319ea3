package dev.streamviewer.platform.contract.streamer;

import java.util.regex.Pattern;

/** The format of a Twitch login in lower case. Twitch answers malformed logins with an error. */
public final class StreamerLogins {
  private static final Pattern FORM = Pattern.compile("[a-z0-9_]{1,25}");

  private StreamerLogins() {}

  /** Whether a text has the format of a Twitch login. */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }
}
