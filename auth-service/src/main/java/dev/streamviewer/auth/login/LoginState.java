package dev.streamviewer.auth.login;

import java.time.Instant;

/**
 * The content of a genuine state: a sign-in that began here.
 *
 * @param nonce the unique id of this sign-in
 * @param streamer the streamer to open afterwards, or null
 */
record LoginState(String nonce, Instant createdAt, String streamer) {
  private static final String SEPARATOR = ".";

  /** Parses the output of {@link #text()}. */
  static LoginState parse(String text) {
    var fields = text.split("\\.", -1);
    return new LoginState(
        fields[0],
        Instant.ofEpochMilli(Long.parseLong(fields[1])),
        fields[2].isEmpty() ? null : fields[2]);
  }

  /**
   * Encodes the fields. None contains the separator; a login has letters, digits and underscores.
   */
  String text() {
    return String.join(
        SEPARATOR,
        nonce,
        Long.toString(createdAt.toEpochMilli()),
        streamer == null ? "" : streamer);
  }
}
