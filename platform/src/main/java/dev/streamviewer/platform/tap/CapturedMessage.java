package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * A message as it was when it passed, taken on whatever thread that was.
 *
 * @param at for differences, see {@link System#nanoTime()}
 * @param replyAddress where an answer is expected; null if none is
 * @param question identity hash of the question, in the process that asked; 0 elsewhere
 * @param body may be null
 */
record CapturedMessage(
    Step step,
    Instant time,
    long at,
    String address,
    String replyAddress,
    boolean send,
    int question,
    Object body) {
  enum Step {
    SENT,
    RECEIVED,
    /** A request that got no reply; {@code body} is the failure. */
    UNANSWERED
  }

  static final String REPLIES = "__vertx.reply.";

  boolean isReply() {
    return address.startsWith(REPLIES);
  }

  /** How many bytes it holds that a stranger may have sent. */
  int rawBytes() {
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
