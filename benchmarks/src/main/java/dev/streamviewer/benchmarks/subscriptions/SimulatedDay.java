package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.subscription.StreamerLocks;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A day of many viewers in virtual time, on the service's own classes in two processes. Twitch's
 * API is down from noon for five minutes; at eight in the evening all processes restart without
 * state. After the day no viewer arrives.
 */
final class SimulatedDay {
  private static final Duration OUTAGE_AT = Duration.ofHours(12);
  private static final Duration OUTAGE = Duration.ofMinutes(5);
  private static final Duration RESTART_AT = Duration.ofHours(20);

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PROCESSES = 2;
  private static final Duration PUSHER_LIST = Duration.ofMinutes(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  final SimulatedTwitch twitch;
  final SimulatedSubscriptions subscriptions;
  final SimulatedAudience audience;
  final SubscriptionStarts starts;
  final List<Minute> minutes = new ArrayList<>();
  private final VirtualTime time = new VirtualTime(MIDNIGHT);
  private List<SimulatedProcess> processes = List.of();
  private int nextProcess;
  private long lost;
  private Totals before = new Totals(0, 0, 0, 0, Map.of());

  /**
   * The events of a minute and the state at its end.
   *
   * @param covered the streamers with listeners and all public subscriptions
   * @param refused the number of reports that the site is full
   * @param later the number of reports that events follow
   */
  record Minute(
      int viewers,
      int listened,
      int covered,
      int cost,
      long watches,
      long refused,
      long later,
      long failed,
      Map<HelixCallPurpose, Integer> calls) {
    int calls(HelixCallPurpose use) {
      return calls.get(use);
    }

    int allCalls() {
      return calls.values().stream().mapToInt(it -> it).sum();
    }
  }

  private record Totals(
      long watches, long refused, long later, long failed, Map<HelixCallPurpose, Integer> calls) {}

  SimulatedDay(int viewers, int streamers, int costLimit) {
    subscriptions = new SimulatedSubscriptions(time, costLimit, this::confirmed);
    twitch = new SimulatedTwitch(time, subscriptions);
    starts = new SubscriptionStarts(subscriptions::isComplete, time);
    audience =
        new SimulatedAudience(
            time, viewers, streamers, this::watch, this::renew, this::occupancy, starts);
    subscriptions.observe(starts::complete, this::gone);
  }

  /** Runs the day. */
  SimulatedDay run() {
    start();
    audience.begin();
    time.pass(OUTAGE_AT).onSuccess(passed -> twitch.setDown(true));
    time.pass(OUTAGE_AT.plus(OUTAGE)).onSuccess(passed -> twitch.setDown(false));
    time.pass(RESTART_AT).onSuccess(passed -> start());
    time.pass(PUSHER_LIST).onSuccess(passed -> listAll());
    time.pass(MINUTE).onSuccess(passed -> sample());
    time.runUntil(MIDNIGHT.plus(DAY));
    return this;
  }

  /** Runs until the last viewers have left and their streamers are unwatched. */
  void finish() {
    audience.end();
    while (audience.present() > 0) {
      time.runFor(MINUTE);
    }
    time.runFor(Duration.ofMinutes(30));
  }

  /** The number of lost subscriptions of streamers with listeners. */
  long lost() {
    return lost;
  }

  /**
   * The times until all public subscriptions of a streamer deliver.
   *
   * @param siteFull whether to select streamers with a report that the site is full, or the others
   */
  List<SubscriptionStarts.Start> starts(boolean siteFull) {
    return starts.all().stream().filter(it -> it.siteFull() == siteFull).toList();
  }

  /** Replaces all processes by new ones. */
  private void start() {
    processes.forEach(SimulatedProcess::stop);
    var locks = new OneAtATime(time);
    processes =
        IntStream.range(0, PROCESSES)
            .mapToObj(
                i ->
                    new SimulatedProcess(
                        time, twitch, locks, () -> PROCESSES, this::watched, this::ended))
            .toList();
    processes.get(0).startReconciling();
    occupancy(audience.everything());
  }

  private Future<WatchedStreamer> watch(WatchStreamer question) {
    nextProcess = (nextProcess + 1) % PROCESSES;
    return processes.get(nextProcess).watch(question);
  }

  private void renew(RenewWatch question) {
    nextProcess = (nextProcess + 1) % PROCESSES;
    processes.get(nextProcess).renew(question);
  }

  private void watched(StreamerWatched watched) {
    processes.forEach(it -> it.watched(watched));
  }

  private void confirmed(SubscriptionConfirmed confirmed) {
    processes.forEach(it -> it.confirmed(confirmed));
  }

  private void ended(SubscriptionsEnded ended) {
    processes.forEach(it -> it.ended(ended));
  }

  private void occupancy(ChannelOccupancy said) {
    processes.forEach(it -> it.occupancy(said));
  }

  private void listAll() {
    occupancy(audience.everything());
    time.pass(PUSHER_LIST).onSuccess(passed -> listAll());
  }

  private void gone(String streamerId) {
    if (audience.isListened(streamerId)) {
      lost++;
      starts.wanted(streamerId);
    }
  }

  private void sample() {
    time.pass(MINUTE).onSuccess(passed -> sample());
    var now =
        new Totals(
            audience.watches(),
            audience.refused(),
            audience.later(),
            audience.failed(),
            twitch.calls());
    var calls = new EnumMap<HelixCallPurpose, Integer>(HelixCallPurpose.class);
    for (var use : HelixCallPurpose.values()) {
      calls.put(use, now.calls().getOrDefault(use, 0) - before.calls().getOrDefault(use, 0));
    }
    var listened = audience.listened();
    minutes.add(
        new Minute(
            audience.present(),
            listened.size(),
            (int) listened.stream().filter(subscriptions::isComplete).count(),
            subscriptions.cost(),
            now.watches() - before.watches(),
            now.refused() - before.refused(),
            now.later() - before.later(),
            now.failed() - before.failed(),
            calls));
    before = now;
  }

  /** A queue in place of the cluster's locks: work waits for earlier work. */
  private static final class OneAtATime implements StreamerLocks {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Timeouts timeouts;
    private final Map<String, Future<?>> last = new HashMap<>();

    private OneAtATime(VirtualTime time) {
      this.timeouts = new Timeouts(time);
    }

    @Override
    public <T> Future<T> withLock(String streamerId, Supplier<Future<T>> work) {
      var mine =
          timeouts
              .within(TIMEOUT, "The lock", last.getOrDefault(streamerId, Future.succeededFuture()))
              .transform(done -> work.get());
      last.put(streamerId, mine);
      return mine.onComplete(done -> last.remove(streamerId, mine));
    }
  }
}
