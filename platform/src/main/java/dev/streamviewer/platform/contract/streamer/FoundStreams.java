package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/** The requested streams, without logins that Twitch does not know. */
public record FoundStreams(List<StreamOf> streams) {
  /** The state of a streamer's stream. */
  public record StreamOf(String login, StreamState stream) {}
}
