package dev.streamviewer.sandbox.twitch.world;

import java.util.List;
import java.util.Optional;

/**
 * An account with the current state of the channel.
 *
 * @param titles titles from which demo traffic chooses
 * @param live current broadcast, or null
 */
public record SandboxStreamer(
    TwitchUser user,
    String title,
    StreamCategory category,
    String language,
    List<String> titles,
    LiveStream live) {

  public Optional<LiveStream> stream() {
    return Optional.ofNullable(live);
  }

  public boolean isLive() {
    return live != null;
  }

  public SandboxStreamer online(LiveStream live) {
    return new SandboxStreamer(user, title, category, language, titles, live);
  }

  SandboxStreamer offline() {
    return new SandboxStreamer(user, title, category, language, titles, null);
  }

  SandboxStreamer updated(String title, StreamCategory category, String language) {
    return new SandboxStreamer(user, title, category, language, titles, live);
  }
}
