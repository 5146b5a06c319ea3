package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/** The streams that were asked for, without those of whom Twitch knows nobody. */
public record FoundStreams(List<StreamOf> streams) {
  /** The state of somebody's stream. */
  public record StreamOf(String login, StreamState stream) {}
}
