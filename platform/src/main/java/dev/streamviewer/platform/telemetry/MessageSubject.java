package dev.streamviewer.platform.telemetry;

import java.util.Optional;

/**
 * The subject of a message, for logs and traces.
 *
 * @param messageId Twitch's id of the message; null if there is none
 * @param streamer the streamer's login; null if there is none, or unknown
 */
public record MessageSubject(String messageId, String streamer) {
  /** The subject of a message about a streamer. */
  public static MessageSubject ofStreamer(String login) {
    return new MessageSubject(null, login);
  }

  /** The subject of any message, if it has one. */
  public static Optional<MessageSubject> of(Object message) {
    return message instanceof HasSubject about ? Optional.of(about.subject()) : Optional.empty();
  }
}
