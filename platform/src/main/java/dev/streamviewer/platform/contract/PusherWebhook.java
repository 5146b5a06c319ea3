package dev.streamviewer.platform.contract;

import io.vertx.core.buffer.Buffer;

/**
 * A webhook as Pusher sent it.
 *
 * @param key the header `X-Pusher-Key`, or null
 * @param signature the header `X-Pusher-Signature`, or null
 */
public record PusherWebhook(String key, String signature, Buffer body) {
  /** For logs: nothing of what it says, nor its signature. */
  @Override
  public String toString() {
    return "webhook of %d bytes".formatted(body.length());
  }
}
