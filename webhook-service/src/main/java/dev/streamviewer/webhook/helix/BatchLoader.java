package dev.streamviewer.webhook.helix;

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
 * Joins questions into calls. What is asked within some milliseconds shares one, and while two are
 * under way whatever comes shares the next: the slower Twitch is, the more a call carries. The same
 * question is asked once at a time. Twitch refuses a whole call for one malformed question; then
 * the others are asked again without it.
 */
public final class BatchLoader<A> {
  /** As many as Twitch takes in one call. */
  public static final int MOST = 100;

  private static final Duration WINDOW = Duration.ofMillis(5);
  private static final int CALLS = 2;
  private static final int WAITING = 5_000;

  /** One malformed question among a hundred takes seven halvings, with two calls each. */
  private static final int MOST_PARTS = 2 * 7;

  private final Function<List<String>, Future<Map<String, A>>> twitch;
  private final Timers waiting;
  private final Queue<String> queue = new ArrayDeque<>();
  private final Map<String, Promise<Optional<A>>> asked = new HashMap<>();
  private int underWay;
  private boolean open;

  /**
   * @param twitch answers many keys with what it knows of each
   */
  public BatchLoader(Function<List<String>, Future<Map<String, A>>> twitch, Timers waiting) {
    this.twitch = twitch;
    this.waiting = waiting;
  }

  /** What Twitch knows of a key; empty if nothing. */
  public Future<Optional<A>> ask(String key) {
    var before = asked.get(key);
    if (before != null) {
      return before.future();
    }
    if (asked.size() >= WAITING) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY, "Too many questions wait for Twitch. Please try again in a minute."));
    }
    var promise = Promise.<Optional<A>>promise();
    asked.put(key, promise);
    queue.add(key);
    if (!open) {
      open = true;
      waiting.pass(WINDOW).onComplete(passed -> send());
    }
    return promise.future();
  }

  private void send() {
    open = false;
    while (underWay < CALLS && !queue.isEmpty()) {
      var keys = new ArrayList<String>();
      while (keys.size() < MOST && !queue.isEmpty()) {
        keys.add(queue.remove());
      }
      underWay++;
      new Call(keys).send();
    }
  }

  private void answer(List<String> keys, AsyncResult<Map<String, A>> known) {
    for (var key : keys) {
      var promise = asked.remove(key);
      if (known.succeeded()) {
        promise.complete(Optional.ofNullable(known.result().get(key)));
      } else {
        promise.fail(known.cause());
      }
    }
  }

  /** A call, and the smaller ones that follow where Twitch refuses it, one after the other. */
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
      twitch
          .apply(keys)
          .onComplete(
              known -> {
                if (isRefused(known) && keys.size() > 1 && halved < MOST_PARTS) {
                  halve(keys);
                } else {
                  answer(keys, known);
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

    private boolean isRefused(AsyncResult<?> known) {
      return known.cause() instanceof BusFailure failure && failure.reason() == Reason.INVALID;
    }
  }
}
