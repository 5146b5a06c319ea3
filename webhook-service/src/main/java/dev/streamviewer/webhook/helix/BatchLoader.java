package dev.streamviewer.webhook.helix;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * Combines lookups into calls. Lookups within a few milliseconds share a call. While two calls are
 * running, further lookups share the next call: the slower Twitch is, the more a call carries.
 * Equal keys share one lookup. Twitch rejects a whole call for one malformed key; the other keys
 * are then requested again without that key.
 */
public final class BatchLoader<A> {
  /** Twitch's limit for one call. */
  public static final int MAX_KEYS = 100;

  private static final Duration WINDOW = Duration.ofMillis(5);
  private static final int MAX_CALLS = 2;
  private static final int MAX_PENDING = 5_000;

  /** A malformed key among a hundred takes seven halvings, with two calls each. */
  private static final int MAX_PARTS = 2 * 7;

  private final Function<List<String>, Future<Map<String, A>>> fetch;
  private final Timers timers;
  private final Queue<String> queue = new ArrayDeque<>();
  private final Map<String, Promise<Optional<A>>> pending = new HashMap<>();
  private int underWay;
  private boolean windowOpen;

  /**
   * @param fetch returns Twitch's value for each key that Twitch knows
   */
  public BatchLoader(Function<List<String>, Future<Map<String, A>>> fetch, Timers timers) {
    this.fetch = fetch;
    this.timers = timers;
  }

  /** Returns Twitch's value for a key; empty if Twitch knows none. */
  public Future<Optional<A>> ask(String key) {
    var before = pending.get(key);
    if (before != null) {
      return before.future();
    }
    if (pending.size() >= MAX_PENDING) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY,
              "Too many lookups are waiting for Twitch. Please try again in a minute."));
    }
    var promise = Promise.<Optional<A>>promise();
    pending.put(key, promise);
    queue.add(key);
    if (!windowOpen) {
      windowOpen = true;
      timers.pass(WINDOW).onComplete(passed -> send());
    }
    return promise.future();
  }

  private void send() {
    windowOpen = false;
    while (underWay < MAX_CALLS && !queue.isEmpty()) {
      var keys = new ArrayList<String>();
      while (keys.size() < MAX_KEYS && !queue.isEmpty()) {
        keys.add(queue.remove());
      }
      underWay++;
      new Call(keys).send();
    }
  }

  private void answer(List<String> keys, AsyncResult<Map<String, A>> loaded) {
    for (var key : keys) {
      var promise = pending.remove(key);
      if (loaded.succeeded()) {
        promise.complete(Optional.ofNullable(loaded.result().get(key)));
      } else {
        promise.fail(loaded.cause());
      }
    }
  }

  /** A call and, after a rejection, the smaller calls that follow one by one. */
  private final class Call {
    private final Deque<List<String>> parts = new ArrayDeque<>();
    private int halved;

    private Call(List<String> keys) {
      parts.add(keys);
    }

    private void send() {
      if (parts.isEmpty()) {
        underWay--;
        BatchLoader.this.send();
        return;
      }
      var keys = parts.remove();
      SafeStart.of(() -> fetch.apply(keys))
          .onComplete(
              loaded -> {
                if (isRefused(loaded) && keys.size() > 1 && halved < MAX_PARTS) {
                  halve(keys);
                } else {
                  answer(keys, isRefused(loaded) && keys.size() > 1 ? unclear() : loaded);
                }
                send();
              });
    }

    private void halve(List<String> keys) {
      halved += 2;
      var half = keys.size() / 2;
      parts.addFirst(keys.subList(half, keys.size()));
      parts.addFirst(keys.subList(0, half));
    }

    /** A key is malformed, but the call does not show which. */
    private AsyncResult<Map<String, A>> unclear() {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY,
              "Twitch rejected a request for several names. Please try again in a minute."));
    }

    private boolean isRefused(AsyncResult<?> loaded) {
      return loaded.cause() instanceof BusFailure failure && failure.reason() == Reason.INVALID;
    }
  }
}
