package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.record.OptionalField;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;

/**
 * A webhook as Pusher sent it.
 *
 * @param key the header `X-Pusher-Key`, or null
 * @param signature the header `X-Pusher-Signature`, or null
 */
public record PusherWebhook(
    @OptionalField String key, @OptionalField String signature, Buffer body) {
  /** The error for a webhook that our app's secret did not sign. */
  public static final String NOT_GENUINE =
      "The signature does not match: expected one made with our app's key.";

  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  /** Whether the headers of a webhook are plausible; a check before the body is read. */
  public static boolean mayBeGenuine(String key, String signature, String ourKey) {
    return ourKey.equals(key) && signature != null && SIGNATURE.matcher(signature).matches();
  }

  /** Omits content and signature from logs. */
  @Override
  public String toString() {
    return "webhook of %d bytes".formatted(body.length());
  }
}
