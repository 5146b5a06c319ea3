package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests the recent events of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param after the id of the last event that the client has, or null
 * @param includePrivate whether to include events of the private channel
 * @param moderator the id of the moderator whose events to include, or null
 */
public record FindRecentEvents(
    String login,
    @OptionalField String after,
    boolean includePrivate,
    @OptionalField String moderator)
    implements HasSubject {
  /** Requests no moderator's events. */
  public FindRecentEvents(String login, String after, boolean includePrivate) {
    this(login, after, includePrivate, null);
  }

  /** Whether the answer may contain an event. */
  public boolean mayShow(StreamEvent event) {
    return ChannelNames.isVisible(event, includePrivate, moderator);
  }

  @Override
  public MessageSubject subject() {
    return MessageSubject.ofStreamer(login);
  }
}
