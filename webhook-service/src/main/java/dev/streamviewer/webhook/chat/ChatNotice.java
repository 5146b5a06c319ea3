package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A notice in a chat, as Twitch sent it.
 *
 * @param id Twitch's message id
 * @param subscription the subscription of the notice; its condition names the token owner, so it
 *     must not leave this service
 * @param original the message with the notice
 */
public record ChatNotice(
    String id,
    Instant at,
    EventSubSubscription subscription,
    JsonObject event,
    OriginalMessage original) {
  /** The subject of log lines. */
  MessageSubject subject() {
    return new MessageSubject(id, String.valueOf(event.getValue("broadcaster_user_login")));
  }

  /** For logs; omits the text of the chat. */
  @Override
  public String toString() {
    return "chat notice %s of %s".formatted(id, subject().streamer());
  }
}
