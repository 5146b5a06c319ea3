package dev.streamviewer.webhook.subscription;

import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.util.function.Supplier;

/** Lets one at a time in the whole cluster change the subscriptions of a streamer. */
public interface StreamerLocks {
  /** Does the work while nobody else does such for the same streamer. */
  <T> Future<T> alone(String streamerId, Supplier<Future<T>> work);

  /** A lock that cannot be had within a second stops nobody: Twitch itself refuses doubles. */
  static StreamerLocks of(SharedData shared) {
    return new StreamerLocks() {
      private static final long MILLIS = 1_000;

      @Override
      public <T> Future<T> alone(String streamerId, Supplier<Future<T>> work) {
        return shared
            .getLockWithTimeout("subscriptions." + streamerId, MILLIS)
            .map(lock -> (Runnable) lock::release)
            .otherwise(() -> {})
            .compose(release -> work.get().onComplete(done -> release.run()));
      }
    };
  }
}
