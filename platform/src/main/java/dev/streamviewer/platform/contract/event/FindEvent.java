package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests one recent event of a streamer, whole: the live feed may have carried a shortened one.
 * Fails with NOT_FOUND if the event is no longer kept.
 *
 * @param login the streamer's login in lower case
 * @param includePrivate whether the event may be one of the private channel
 * @param moderator the id of the moderator to whom the event may belong, or null
 */
public record FindEvent(
    String login, String id, boolean includePrivate, @OptionalField String moderator)
    implements HasSubject {
  /** The error for an event that is no longer kept, or hidden from the caller. */
  public static final String NOT_KEPT =
      "This event is no longer kept: only the last events of each streamer are.";

  /** Requests no moderator's event. */
  public FindEvent(String login, String id, boolean includePrivate) {
    this(login, id, includePrivate, null);
  }

  @Override
  public MessageSubject subject() {
    return new MessageSubject(id, login);
  }
}
