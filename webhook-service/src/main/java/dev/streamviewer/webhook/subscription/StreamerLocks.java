package dev.streamviewer.webhook.subscription;

import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.util.function.Supplier;

/** Cluster-wide locks that serialize changes to the subscriptions of a streamer. */
public interface StreamerLocks {
  /** Runs the work under the lock of a streamer. */
  <T> Future<T> withLock(String streamerId, Supplier<Future<T>> work);

  /** Locks that give up after a second and let the work run: Twitch itself refuses duplicates. */
  static StreamerLocks of(SharedData shared) {
    return new StreamerLocks() {
      private static final long TIMEOUT_MILLIS = 1_000;

      @Override
      public <T> Future<T> withLock(String streamerId, Supplier<Future<T>> work) {
        return shared
            .getLockWithTimeout("subscriptions." + streamerId, TIMEOUT_MILLIS)
            .map(lock -> (Runnable) lock::release)
            .otherwise(() -> {})
            .compose(release -> work.get().onComplete(done -> release.run()));
      }
    };
  }
}
