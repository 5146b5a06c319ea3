package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The watches of all viewers. A watch counts in this process at once, before other processes hear
 * of the watch: many simultaneous requests of a viewer must not pass the limit together.
 */
public final class WatchRegistry {
  private final WatchedStreamers watchedStreamers;
  private final ViewerLimit limit;
  private final Consumer<StreamerWatched> publisher;

  /**
   * @param publisher tells all processes of a watch; this process may hear of its own watches again
   */
  public WatchRegistry(
      WatchedStreamers watchedStreamers, Consumer<StreamerWatched> publisher, Clock clock) {
    this.watchedStreamers = watchedStreamers;
    this.limit = new ViewerLimit(clock);
    this.publisher = publisher;
  }

  /** Whether a viewer has watched a streamer within the hour. */
  boolean isWatching(String viewerId, String login) {
    return limit.isWatching(viewerId, login);
  }

  /** Returns the id of the streamer that some viewer watches under a login. */
  Optional<String> idOf(String login) {
    return watchedStreamers.idOf(login);
  }

  /** Whether the limit of the viewer permits a watch. */
  boolean allows(String viewerId, String login) {
    return limit.allows(viewerId, login);
  }

  /** Records a watch, unless the viewer has reached the limit. */
  boolean admit(StreamerWatched watch) {
    var admitted = allows(watch.viewerId(), watch.login());
    if (admitted) {
      record(watch);
    }
    return admitted;
  }

  /** Records a watch, current or just ended, here and in all other processes. */
  void record(StreamerWatched watch) {
    heard(watch);
    publisher.accept(watch);
  }

  /** Handles a watch that some process has published. */
  public void heard(StreamerWatched watch) {
    watchedStreamers.watched(watch.id(), watch.login());
    limit.watched(watch.viewerId(), watch.login());
  }
}
