package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;

/**
 * Requests one recent event of a streamer, whole: the live feed may have carried a shortened one.
 * Fails with NOT_FOUND if the event is no longer kept.
 *
 * @param login the streamer's login in lower case
 * @param includePrivate whether the event may be one of the private channel
 */
public record FindEvent(String login, String id, boolean includePrivate) implements HasSubject {
  /** The error for an event that is no longer kept, or hidden from the caller. */
  public static final String NOT_KEPT =
      "This event is no longer kept: only the last events of each streamer are.";

  @Override
  public MessageSubject subject() {
    return new MessageSubject(id, login);
  }
}
