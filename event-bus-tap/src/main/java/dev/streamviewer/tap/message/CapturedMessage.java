package dev.streamviewer.tap.message;

import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A message as captured on the sending or receiving thread.
 *
 * @param at the monotonic time for differences, see {@link System#nanoTime()}
 * @param replyAddress the address of the reply; null if none is expected
 * @param question identity hash of the request, in the requesting process; 0 elsewhere
 * @param body may be null
 */
public record CapturedMessage(
    Step step,
    Instant time,
    long at,
    String address,
    String replyAddress,
    boolean send,
    int question,
    Object body) {
  public enum Step {
    SENT,
    RECEIVED,
    /** A request that got no reply; {@code body} is the failure. */
    UNANSWERED
  }

  public static final String REPLIES = "__vertx.reply.";

  public boolean isReply() {
    return address.startsWith(REPLIES);
  }

  /** The number of untrusted bytes in the body. */
  public int rawBytes() {
    if (body instanceof WebhookDelivery webhook) {
      return length(webhook.body());
    }
    if (body instanceof PusherWebhook webhook) {
      return length(webhook.body());
    }
    return body instanceof Buffer bytes ? length(bytes) : 0;
  }

  private static int length(Buffer bytes) {
    return bytes == null ? 0 : bytes.length();
  }
}
