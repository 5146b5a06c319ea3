package dev.streamviewer.platform.telemetry;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import java.util.Optional;

/**
 * The subject of a message, for logs and traces.
 *
 * @param messageId Twitch's id of the message; null if there is none
 * @param streamer the streamer's login; null if there is none, or unknown
 */
public record MessageSubject(String messageId, String streamer) {
  private static final String MESSAGE_ID = "twitch-eventsub-message-id";

  /** The subject of an event. */
  public static MessageSubject of(StreamEvent event) {
    return new MessageSubject(event.id(), event.streamer().login());
  }

  /** The subject of any message, if it concerns a Twitch message or a streamer. */
  public static Optional<MessageSubject> of(Object question) {
    if (question instanceof StreamEvent event) {
      return Optional.of(of(event));
    }
    if (question instanceof WebhookDelivery callback) {
      // The id is not verified yet, so its length in the log is limited.
      return callback.header(MESSAGE_ID).stream()
          .filter(id -> id.length() <= 100)
          .findFirst()
          .map(id -> new MessageSubject(id, null));
    }
    if (question instanceof WatchStreamer watch) {
      return Optional.of(new MessageSubject(null, watch.login()));
    }
    if (question instanceof RenewWatch renewal) {
      return Optional.of(new MessageSubject(null, renewal.login()));
    }
    if (question instanceof UnwatchStreamer unwatch) {
      return Optional.of(new MessageSubject(null, unwatch.login()));
    }
    return question instanceof FindRecentEvents find
        ? Optional.of(new MessageSubject(null, find.login()))
        : Optional.empty();
  }
}
