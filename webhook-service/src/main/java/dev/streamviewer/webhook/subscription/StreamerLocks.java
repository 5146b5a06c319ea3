package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.webhook.config.WatchDeadlines;
import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.util.function.Supplier;

/** Cluster-wide locks that serialize changes to the subscriptions of a streamer. */
public interface StreamerLocks {
  /** Runs the work under the lock of a streamer. */
  <T> Future<T> withLock(String streamerId, Supplier<Future<T>> work);

  /** Locks that give up in time and let the work run: Twitch itself refuses duplicates. */
  static StreamerLocks of(SharedData shared) {
    var timeoutMillis = WatchDeadlines.STANDARD.lock().toMillis();
    return new StreamerLocks() {
      @Override
      public <T> Future<T> withLock(String streamerId, Supplier<Future<T>> work) {
        return shared
            .getLockWithTimeout("subscriptions." + streamerId, timeoutMillis)
            .map(lock -> (Runnable) lock::release)
            .otherwise(() -> {})
            .compose(release -> SafeStart.of(work).onComplete(done -> release.run()));
      }
    };
  }
}
