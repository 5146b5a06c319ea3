package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds the streamer behind an id, for the few messages that name nobody. */
@FunctionalInterface
public interface StreamerLookup {
  /** The streamer; empty if Twitch knows none; fails if Twitch cannot be asked. */
  Future<Optional<Streamer>> byId(String id);
}
