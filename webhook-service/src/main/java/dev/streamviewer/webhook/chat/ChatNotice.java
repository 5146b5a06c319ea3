package dev.streamviewer.webhook.chat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What happened in a chat, as Twitch said it.
 *
 * @param id Twitch's message id
 * @param subscription what it belongs to; its condition names the lender, so it goes nowhere
 */
public record ChatNotice(String id, Instant at, JsonObject subscription, JsonObject event) {
  /** For logs: which notice in whose chat, and nothing of what was said there. */
  @Override
  public String toString() {
    return "chat notice %s of %s".formatted(id, event.getValue("broadcaster_user_login"));
  }
}
