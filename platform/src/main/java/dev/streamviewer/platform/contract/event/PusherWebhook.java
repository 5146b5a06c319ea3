package dev.streamviewer.platform.contract.event;

import io.vertx.core.buffer.Buffer;
import java.util.regex.Pattern;

/**
 * A webhook as Pusher sent it.
 *
 * @param key the header `X-Pusher-Key`, or null
 * @param signature the header `X-Pusher-Signature`, or null
 */
public record PusherWebhook(String key, String signature, Buffer body) {
  /** The answer to a webhook that our app's secret did not sign. */
  public static final String NOT_GENUINE =
      "The signature does not match: expected one made with our app's key.";

  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

  /** Whether a webhook with these headers can be genuine, as far as one knows without its body. */
  public static boolean mayBeGenuine(String key, String signature, String ourKey) {
    return ourKey.equals(key) && signature != null && SIGNATURE.matcher(signature).matches();
  }

  /** For logs: nothing of what it says, nor its signature. */
  @Override
  public String toString() {
    return "webhook of %d bytes".formatted(body.length());
  }
}
