package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.record.OptionalField;
import java.util.List;

/**
 * The requested streams, without logins that Twitch does not know.
 *
 * @param consent false if the list needs a consent that the viewer has not given; the list is then
 *     empty
 * @param eventsWait whether Pusher has not accepted events for some time; pages ask for streams
 *     once a minute anyway, and hear of it here
 */
public record FoundStreams(
    List<StreamOf> streams, boolean consent, @OptionalField boolean eventsWait) {
  /** Streams that need no consent, or with the consent. */
  public FoundStreams(List<StreamOf> streams) {
    this(streams, true, false);
  }

  /** The answer to a viewer without the required consent. */
  public static FoundStreams withoutConsent() {
    return new FoundStreams(List.of(), false, false);
  }

  /** The same streams while events wait for Pusher. */
  public FoundStreams whileEventsWait() {
    return new FoundStreams(streams, consent, true);
  }

  /**
   * The state of a streamer's stream.
   *
   * @param avatar address of the picture, or empty
   */
  public record StreamOf(String id, String login, String name, String avatar, StreamState stream) {
    /** The same stream with the streamer's picture. */
    public StreamOf withAvatar(String picture) {
      return new StreamOf(id, login, name, picture, stream);
    }
  }
}
