package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.text.AsciiForm;
import dev.streamviewer.platform.text.UtcTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The headers of an EventSub message, each present exactly once and well formed. The signature is
 * not verified yet.
 *
 * @param timestamp verbatim, as the signature covers it
 * @param at the timestamp as an instant
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/">Handling webhook
 *     events</a>
 */
public record EventSubHeaders(
    String id, String timestamp, Instant at, String signature, Type type) {
  private static final String PREFIX = "twitch-eventsub-message-";

  /** The maximum length of an id. */
  public static final int MAX_ID_LENGTH = 200;

  /** The accepted age, since an old message may be a replay; Twitch's window is ten minutes. */
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private static final String SIGNATURE = "sha256=";
  private static final int SIGNATURE_DIGITS = 64;
  private static final AsciiForm HEXADECIMAL = AsciiForm.of("[0-9a-fA-F]", SIGNATURE_DIGITS);

  /** Parses like {@link Instant#parse}, which builds a new parser on each call. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  /** The three kinds of message. */
  public enum Type {
    NOTIFICATION,
    CHALLENGE,
    REVOCATION
  }

  /** Whether a callback claims to come from EventSub. */
  public static boolean arePresent(Map<String, List<String>> headers) {
    for (var name : headers.keySet()) {
      if (name.startsWith(PREFIX)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads the headers.
   *
   * @param headers names in lower case, each with all its values
   * @throws RejectedCallback if one is missing, doubled or malformed
   */
  public static EventSubHeaders parse(Map<String, List<String>> headers) throws RejectedCallback {
    var id = CallbackHeaders.single(headers, PREFIX + "id");
    if (id.length() > MAX_ID_LENGTH) {
      throw CallbackHeaders.malformed(
          PREFIX + "id", id.length() + " characters long", "at most " + MAX_ID_LENGTH);
    }
    var timestamp = CallbackHeaders.single(headers, PREFIX + "timestamp");
    return new EventSubHeaders(
        id,
        timestamp,
        parseTime(timestamp),
        CallbackHeaders.single(headers, PREFIX + "signature"),
        parseType(CallbackHeaders.single(headers, PREFIX + "type")));
  }

  /**
   * Checks that the signature has the format of HMAC-SHA-256.
   *
   * @throws RejectedCallback if the format is wrong, with the same error as for a mismatch
   */
  public void checkSignatureForm() throws RejectedCallback {
    if (!signature.startsWith(SIGNATURE)
        || signature.length() != SIGNATURE.length() + SIGNATURE_DIGITS
        || !HEXADECIMAL.matches(signature.substring(SIGNATURE.length()))) {
      throw RejectedCallback.badSignature();
    }
  }

  /**
   * Checks the timestamp against the local time.
   *
   * @throws RejectedCallback if the difference is more than ten minutes in either direction
   */
  public void checkAge(Instant now) throws RejectedCallback {
    var age = Duration.between(at, now);
    if (age.abs().compareTo(WINDOW) > 0) {
      throw new RejectedCallback(
          RejectedCallback.Reason.OUT_OF_TIME,
          "The message's timestamp is %d seconds from the time here, expected at most %d."
              .formatted(age.toSeconds(), WINDOW.toSeconds()));
    }
  }

  /** Omits the signature from logs. */
  @Override
  public String toString() {
    return "%s %s".formatted(type, id);
  }

  private static Instant parseTime(String timestamp) throws RejectedCallback {
    var usual = UtcTimes.parse(timestamp);
    return usual.isPresent() ? usual.get() : parseUnusualTime(timestamp);
  }

  private static Instant parseUnusualTime(String timestamp) throws RejectedCallback {
    try {
      return RFC_3339.parse(timestamp, Instant::from);
    } catch (DateTimeParseException e) {
      throw CallbackHeaders.malformed(
          PREFIX + "timestamp", quoted(timestamp), "an RFC 3339 time in UTC");
    }
  }

  private static Type parseType(String text) throws RejectedCallback {
    return switch (text) {
      case "notification" -> Type.NOTIFICATION;
      case "webhook_callback_verification" -> Type.CHALLENGE;
      case "revocation" -> Type.REVOCATION;
      default ->
          throw CallbackHeaders.malformed(
              PREFIX + "type",
              quoted(text),
              "notification, webhook_callback_verification or revocation");
    };
  }

  private static String quoted(String value) {
    return '"' + CallbackHeaders.shown(value) + '"';
  }
}
