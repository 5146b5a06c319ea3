package dev.streamviewer.auth.login;

import dev.streamviewer.auth.session.MapCapacity;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.cluster.SharedMaps;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * The sign-ins whose callback is being completed, in the whole cluster. A browser can send one
 * callback twice at the same moment. Twitch accepts the code once, and may withdraw the token when
 * the code comes again, so the second request waits for the first.
 *
 * <p>Any stranger can add an entry for seconds. Entries beyond a limit are therefore left out, and
 * such a callback is completed at once: single use is the task of {@link LoginStates} alone. So it
 * is when the cluster does not answer in time.
 */
public final class PendingLogins {
  /** Longer than a sign-in takes; for entries of a process that ended. */
  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration MARK_TIMEOUT = Duration.ofSeconds(1);
  private static final int LIMIT = 10_000;

  private final AsyncMap<String, String> pending;
  private final MapCapacity capacity;
  private final Timers timers;

  PendingLogins(AsyncMap<String, String> pending, MapCapacity capacity, Timers timers) {
    this.pending = pending;
    this.capacity = capacity;
    this.timers = timers;
  }

  public static Future<PendingLogins> create(SharedData shared, Timers timers, Clock clock) {
    return create(shared, timers, clock, LIMIT);
  }

  /**
   * Opens the entries with a given limit.
   *
   * @param limit the number of entries at a time
   */
  static Future<PendingLogins> create(SharedData shared, Timers timers, Clock clock, int limit) {
    return SharedMaps.map(shared, SharedMaps.PENDING_LOGINS)
        .map(map -> new PendingLogins(map, new MapCapacity(map, limit, clock), timers));
  }

  /** Adds a sign-in; returns false if a callback of the same sign-in is being completed. */
  Future<Boolean> begin(LoginState login) {
    return Timeouts.ofCall(
            MARK_TIMEOUT, "Marking a sign-in", capacity.reserve().compose(room -> add(login)))
        .otherwise(true);
  }

  /** Removes a sign-in. Its result must not wait for this: an entry may be hard to remove. */
  Future<Void> end(LoginState login) {
    return pending.remove(login.nonce()).mapEmpty();
  }

  /** Returns whether a callback of a sign-in is being completed. */
  Future<Boolean> contains(LoginState login) {
    return pending.get(login.nonce()).map(entry -> entry != null);
  }

  /**
   * Waits until the other callback of a sign-in is completed.
   *
   * @param limit the longest wait; the future then fails with {@link TimeoutException}
   */
  Future<Void> awaitEnd(LoginState login, Duration limit) {
    var looks = IntStream.range(0, (int) limit.dividedBy(PAUSE)).iterator();
    return Sequentially.whileTrue(looks, look -> timers.pass(PAUSE).compose(v -> contains(login)))
        .compose(
            stillPending ->
                stillPending
                    ? Future.failedFuture(new TimeoutException("The same callback hangs"))
                    : Future.succeededFuture());
  }

  private Future<Boolean> add(LoginState login) {
    return pending
        .putIfAbsent(login.nonce(), "", MAX_AGE.toMillis())
        .map(previous -> previous == null);
  }
}
