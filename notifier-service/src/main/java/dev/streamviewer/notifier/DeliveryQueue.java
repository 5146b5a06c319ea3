package dev.streamviewer.notifier;

import com.pusher.rest.data.Event;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Accepted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to Pusher. A call starts at once while one is free, with whatever waits then:
 * a single event is never held back, and under load up to ten share a call. Events of one channel
 * are never under way in two calls, so that they stay in order.
 */
final class DeliveryQueue {
  private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

  /** Pusher's limit for one call. */
  private static final int BATCH = 10;

  /** Who asked has given up by then, and asks again. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Function<List<Event>, Future<PusherAnswer>> pusher;
  private final PusherCredentials credentials;
  private final DeliveryMeters meters;
  private final Clock clock;
  private final int capacity;
  private final int parallel;

  private final Map<String, Lane> lanes = new HashMap<>();
  private final Queue<Lane> ready = new ArrayDeque<>();
  private int waiting;
  private int calls;

  private record Item(Event event, Instant since, Promise<Accepted> promise) {}

  /** What waits for one channel. */
  private record Lane(String channel, Queue<Item> items) {}

  /**
   * @param pusher publishes up to ten events with one call
   * @param capacity how many events may wait
   * @param parallel how many calls may be under way
   */
  DeliveryQueue(
      Function<List<Event>, Future<PusherAnswer>> pusher,
      PusherCredentials credentials,
      DeliveryMeters meters,
      Clock clock,
      int capacity,
      int parallel) {
    this.pusher = pusher;
    this.credentials = credentials;
    this.meters = meters;
    this.clock = clock;
    this.capacity = capacity;
    this.parallel = parallel;
  }

  /**
   * Sends an event.
   *
   * @return Pusher's word; fails with BUSY if too much waits, with UPSTREAM if Pusher cannot take
   *     it now
   */
  Future<Accepted> send(Event event) {
    if (waiting >= capacity) {
      return Future.failedFuture(
          new BusFailure(Reason.BUSY, "Too many events wait for Pusher just now."));
    }
    var item = new Item(event, clock.instant(), Promise.promise());
    var lane = lanes.get(event.getChannel());
    if (lane == null) {
      lane = new Lane(event.getChannel(), new ArrayDeque<>());
      lanes.put(lane.channel(), lane);
      ready.add(lane);
    }
    lane.items().add(item);
    waiting++;
    startCalls();
    return item.promise().future();
  }

  int waiting() {
    return waiting;
  }

  private void startCalls() {
    while (calls < parallel && !ready.isEmpty()) {
      var busy = new ArrayList<Lane>();
      var batch = take(busy);
      if (batch.isEmpty()) {
        busy.forEach(this::free);
      } else {
        calls++;
        publish(batch)
            .onComplete(
                done -> {
                  calls--;
                  busy.forEach(this::free);
                  startCalls();
                });
      }
    }
  }

  /** Up to a batch of items, in order; lanes that gave any are busy until the call ends. */
  private List<Item> take(List<Lane> busy) {
    var oldest = clock.instant().minus(LONGEST_WAIT);
    var batch = new ArrayList<Item>(BATCH);
    while (batch.size() < BATCH && !ready.isEmpty()) {
      var lane = ready.remove();
      busy.add(lane);
      while (batch.size() < BATCH && !lane.items().isEmpty()) {
        var item = lane.items().remove();
        waiting--;
        if (item.since().isBefore(oldest)) {
          item.promise().fail(new BusFailure(Reason.BUSY, "Pusher is too slow just now."));
        } else {
          batch.add(item);
        }
      }
    }
    return batch;
  }

  private void free(Lane lane) {
    if (lane.items().isEmpty()) {
      lanes.remove(lane.channel());
    } else {
      ready.add(lane);
    }
  }

  private Future<Void> publish(List<Item> batch) {
    var begin = System.nanoTime();
    return pusher
        .apply(batch.stream().map(Item::event).toList())
        .onComplete(done -> meters.call(batch.size(), System.nanoTime() - begin))
        .transform(
            done ->
                done.succeeded()
                    ? judge(batch, done.result())
                    : fail(batch, "Pusher cannot be reached: " + done.cause().getMessage()));
  }

  private Future<Void> judge(List<Item> batch, PusherAnswer answer) {
    credentials.judge(answer);
    if (answer.accepted()) {
      return settle(batch, true);
    }
    if (!answer.isFinal()) {
      return fail(batch, "Pusher answered " + answer);
    }
    return batch.size() == 1 ? drop(batch, answer) : publishOneByOne(batch);
  }

  /** One bad event spoils a batch; alone, each shows what it is. */
  private Future<Void> publishOneByOne(List<Item> batch) {
    Future<Void> done = Future.succeededFuture();
    for (var item : batch) {
      done = done.compose(before -> publish(List.of(item)));
    }
    return done;
  }

  private Future<Void> drop(List<Item> batch, PusherAnswer answer) {
    var event = batch.get(0).event();
    log.error(
        "Pusher will never take this event ({}): {} {} {}",
        answer,
        event.getChannel(),
        event.getName(),
        event.getData());
    return settle(batch, false);
  }

  private Future<Void> settle(List<Item> batch, boolean pushed) {
    meters.settled(batch.size(), pushed);
    batch.forEach(item -> item.promise().complete(new Accepted(pushed)));
    return Future.succeededFuture();
  }

  private Future<Void> fail(List<Item> batch, String why) {
    meters.failed(batch.size());
    log.warn("{} events not delivered: {}", batch.size(), why);
    var failure = new BusFailure(Reason.UPSTREAM, "Pusher could not take the event just now.");
    batch.forEach(item -> item.promise().fail(failure));
    return Future.succeededFuture();
  }
}
