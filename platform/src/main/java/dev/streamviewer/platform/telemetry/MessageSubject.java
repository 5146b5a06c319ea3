package dev.streamviewer.platform.telemetry;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import java.util.Optional;

/**
 * What a question is about, for logs and traces.
 *
 * @param messageId Twitch's id of the message; null if it is about none
 * @param streamer the streamer's login; null if it is about none, or that is not known yet
 */
public record MessageSubject(String messageId, String streamer) {
  private static final String MESSAGE_ID = "twitch-eventsub-message-id";

  /** What an event is about. */
  public static MessageSubject of(StreamEvent event) {
    return new MessageSubject(event.id(), event.streamer().login());
  }

  /** What any question is about, if it is about a message or a streamer. */
  public static Optional<MessageSubject> of(Object question) {
    if (question instanceof StreamEvent event) {
      return Optional.of(of(event));
    }
    if (question instanceof WebhookDelivery callback) {
      // Not yet checked, so the log must not take it for more than a short word.
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
