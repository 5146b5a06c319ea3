package dev.streamviewer.tap;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.tap.message.MessageBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The selection of messages for a tap.
 *
 * @param addresses patterns in which {@code *} matches any characters; one pattern must match
 * @param streamer the login, in lower case, that messages must concern; empty for any
 * @param message the message id that messages must concern; empty for any
 * @param body whether to include bodies
 */
public record TapFilter(
    List<String> addresses, String streamer, @OptionalField String message, boolean body) {
  private static final int MAX_PATTERNS = 16;
  private static final int MAX_QUOTED = 60;
  private static final Pattern MESSAGE = Pattern.compile("[!-~]{1,100}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9_.*-]{1,100}");

  /** A tap that a process of an earlier version opened has no message. */
  public TapFilter {
    message = message == null ? "" : message;
  }

  /**
   * Parses a client's parameters; each may be null.
   *
   * @param addresses comma-separated patterns; all addresses if missing
   * @param body bodies are shown only on request
   * @throws IllegalArgumentException if a parameter is invalid; the message is a sentence for
   *     people
   */
  static TapFilter parse(String addresses, String streamer, String message, String body) {
    return new TapFilter(
        patterns(addresses == null ? "*" : addresses),
        streamer == null ? "" : login(streamer),
        message == null ? "" : messageId(message),
        body != null && flag(body));
  }

  private static List<String> patterns(String text) {
    var patterns = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (patterns.size() > MAX_PATTERNS
        || !patterns.stream().allMatch(it -> ADDRESS.matcher(it).matches())) {
      throw new IllegalArgumentException(
          "address is \"%s\", expected up to %d comma-separated patterns, such as webhook.*,auth.session."
              .formatted(quoted(text), MAX_PATTERNS));
    }
    return patterns;
  }

  private static String login(String text) {
    var login = text.strip().toLowerCase(Locale.ROOT);
    if (!StreamerLogins.isValid(login)) {
      throw new IllegalArgumentException(
          "streamer is \"%s\", expected a login: up to 25 letters, digits and underscores."
              .formatted(quoted(text)));
    }
    return login;
  }

  /**
   * Checks the id of a message.
   *
   * @throws IllegalArgumentException if it cannot be one; the message is a sentence for people
   */
  static String messageId(String text) {
    var id = text.strip();
    if (!MESSAGE.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "message is \"%s\", expected the id of a message of Twitch, such as 38451b15-8f0b-4c2a-9d53-2f1f4b6a7c10."
              .formatted(quoted(text)));
    }
    return id;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "body is \"%s\", expected true or false.".formatted(quoted(text)));
    };
  }

  /** The start of a client's input, for an error message. */
  static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }

  /** Whether a message passes, apart from its address. */
  boolean concerns(MessageBody body) {
    return (streamer.isEmpty() || body.concerns(streamer))
        && (message.isEmpty() || body.concernsMessage(message));
  }

  @Override
  public String toString() {
    return String.join(",", addresses)
        + (streamer.isEmpty() ? "" : ", streamer " + streamer)
        + (message.isEmpty() ? "" : ", message " + message)
        + (body ? ", with bodies" : "");
  }

  /** Whether messages to an address are wanted, regardless of their content. */
  boolean wants(String address) {
    for (var pattern : addresses) {
      if (matches(pattern, address)) {
        return true;
      }
    }
    return false;
  }

  /** Matches without allocation, since every message on the bus is checked. */
  private static boolean matches(String pattern, String text) {
    var at = 0;
    var inPattern = 0;
    var star = -1;
    var starAt = 0;
    while (at < text.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        star = inPattern++;
        starAt = at;
      } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == text.charAt(at)) {
        inPattern++;
        at++;
      } else if (star >= 0) {
        inPattern = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }
}
