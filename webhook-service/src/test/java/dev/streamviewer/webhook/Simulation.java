package dev.streamviewer.webhook;

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
 * A day of many viewers in virtual time, on the service's own parts in two processes. Twitch's API
 * is away from noon for five minutes, and at eight in the evening all is started anew with nothing
 * in its memory. After the day nobody comes any more.
 */
final class Simulation {
  static final Duration OUTAGE_AT = Duration.ofHours(12);
  static final Duration OUTAGE = Duration.ofMinutes(5);
  static final Duration RESTART_AT = Duration.ofHours(20);

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int PROCESSES = 2;
  private static final Duration PUSHER_LIST = Duration.ofMinutes(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  final SimulatedTwitch twitch;
  final SimulatedSubscriptions subscriptions;
  final SimulatedAudience audience;
  final SimulatedStarts starts;
  final List<Minute> minutes = new ArrayList<>();
  private final VirtualTime time = new VirtualTime(MIDNIGHT);
  private List<SimulatedProcess> processes = List.of();
  private int turn;
  private long lost;
  private Totals before = new Totals(0, 0, 0, 0, Map.of());

  /**
   * What happened in a minute, and how things stood at its end.
   *
   * @param covered of the listened those of whom everything reaches us
   * @param refused to how many was said that there is no room
   * @param later to how many was said that events follow
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

  Simulation(int viewers, int streamers, int costLimit, int rateLimit) {
    subscriptions = new SimulatedSubscriptions(time, costLimit, this::confirmed);
    twitch = new SimulatedTwitch(time, subscriptions, rateLimit);
    starts = new SimulatedStarts(subscriptions::isComplete, time);
    audience =
        new SimulatedAudience(
            time, viewers, streamers, this::watch, this::renew, this::occupancy, starts);
    subscriptions.observe(starts::complete, this::gone);
  }

  /** Lets the day pass. */
  Simulation run() {
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

  /** Lets the last viewers leave, and what they watched be forgotten. */
  void goHome() {
    audience.end();
    while (audience.present() > 0) {
      time.runFor(MINUTE);
    }
    time.runFor(Duration.ofMinutes(30));
  }

  /** How often something of a streamer ended to whom somebody listened. */
  long lost() {
    return lost;
  }

  /**
   * How long it took until everything of a streamer reached us.
   *
   * @param roomless whether of those of whom somebody was told that there is no room, or the others
   */
  List<SimulatedStarts.Start> starts(boolean roomless) {
    return starts.all().stream().filter(it -> it.roomless() == roomless).toList();
  }

  /** All processes anew, in place of those that were. */
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
    processes.get(0).lookAfter();
    occupancy(audience.everything());
  }

  private Future<WatchedStreamer> watch(WatchStreamer question) {
    turn = (turn + 1) % PROCESSES;
    return processes.get(turn).watch(question);
  }

  private void renew(RenewWatch question) {
    turn = (turn + 1) % PROCESSES;
    processes.get(turn).renew(question);
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

  /** In place of the cluster's locks: who comes later waits for who was before. */
  private static final class OneAtATime implements StreamerLocks {
    private static final Duration MOST = Duration.ofSeconds(1);

    private final VirtualTime time;
    private final Map<String, Future<?>> last = new HashMap<>();

    private OneAtATime(VirtualTime time) {
      this.time = time;
    }

    @Override
    public <T> Future<T> alone(String streamerId, Supplier<Future<T>> work) {
      var mine =
          time.atMost(MOST, last.getOrDefault(streamerId, Future.succeededFuture()))
              .transform(done -> work.get());
      last.put(streamerId, mine);
      return mine.onComplete(done -> last.remove(streamerId, mine));
    }
  }
}
