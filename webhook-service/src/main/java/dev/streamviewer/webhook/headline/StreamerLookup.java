package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds a streamer by id, for the few messages without a name. */
@FunctionalInterface
public interface StreamerLookup {
  /** Returns the streamer; empty if Twitch knows none; fails if Twitch is unreachable. */
  Future<Optional<Streamer>> byId(String id);

  /** Returns whether the login is known to be another streamer's. */
  default boolean isOfAnother(Streamer streamer) {
    return false;
  }

  /** Takes the current names of a streamer from an event, so that a new name is known at once. */
  default void named(Streamer streamer) {}
}
